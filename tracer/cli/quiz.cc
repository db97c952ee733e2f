// eyewall quiz TRACE: questions about a trace, asked one after the other.
#include "cli/quiz.h"

#include <unistd.h>

#include <iostream>
#include <map>
#include <nlohmann/json.hpp>

#include "cli/cli.h"
#include "explain/belief.h"
#include "view/command.h"

namespace eyewall::cli {
namespace {

struct QuizCommand {
  std::string path;
  std::string level = "loop";
  explain::QuizOptions options;
  bool json = false;
};

// A quiz as it goes on, with somebody at a terminal or with answers from a pipe.
class Quiz {
 public:
  Quiz(const QuizCommand& command, model::Timeline& timeline)
      : timeline_(timeline), questions_(explain::questions(timeline, command.options)) {}

  const std::vector<explain::Question>& questions() const { return questions_; }

  bool all_right() const { return right_ == questions_.size(); }

  void run() {
    for (const explain::Question& question : questions_) {
      std::cout << (answered_ == 0 ? "" : "\n") << "Question " << answered_ + 1 << " of "
                << questions_.size() << ". ";
      print_question(std::cout, timeline_.trace(), question);
      const std::optional<std::size_t> chosen = answer_to(question);
      if (!chosen) break;
      ++answered_;
      note(question.options[*chosen]);
      print_verdict(std::cout, timeline_.trace(), question, *chosen);
    }
    print_score();
  }

 private:
  // What is chosen; nothing when it is left.
  std::optional<std::size_t> answer_to(const explain::Question& question) {
    std::string line;
    while (std::cout << "1-" << question.options.size() << ", ? or q: " << std::flush,
           std::getline(std::cin, line)) {
      if (!typed_) std::cout << line << '\n';
      const std::string word(view::trimmed(line));
      if (word == "q") return std::nullopt;
      if (const auto chosen = option_named(word, question)) return chosen;
      if (word == "?") {
        print_panes(std::cout, timeline_.at(question.at));
      } else {
        refuse(word, question);
      }
    }
    std::cout << '\n';
    return std::nullopt;
  }

  // A person tries again; the answers of a program would fall to the wrong questions.
  void refuse(const std::string& word, const explain::Question& question) const {
    const std::string text = "'" + word + "' is no answer: say a number from 1 to " +
                             std::to_string(question.options.size()) +
                             ", ? for the state, q to leave";
    std::cout.flush();
    if (!typed_) throw Problem(text);
    say(text);
  }

  void note(const explain::Option& option) {
    if (option.right) ++right_;
    if (!option.misconception.empty()) ++met_[option.misconception];
  }

  void print_score() const {
    std::cout << "\nScore: " << right_ << " of " << answered_ << " right";
    if (answered_ < questions_.size()) {
      std::cout << ", " << questions_.size() - answered_ << " not answered";
    }
    std::cout << ".\n";
    if (!met_.empty()) std::cout << "Misconceptions met:\n";
    for (const auto& [id, times] : met_) {
      std::cout << "  " << id << " (" << times << "): not true that "
                << explain::belief(id).believed << ".\n";
    }
  }

  model::Timeline& timeline_;
  std::vector<explain::Question> questions_;
  std::map<std::string, std::size_t> met_;
  std::size_t answered_ = 0;
  std::size_t right_ = 0;
  bool typed_ = ::isatty(STDIN_FILENO) != 0;
};

void print_all(const QuizCommand& command, const read::Trace& trace, const Quiz& quiz) {
  nlohmann::ordered_json out = {{"trace", command.path}, {"seed", command.options.seed}};
  out["questions"] = nlohmann::ordered_json::array();
  for (const explain::Question& question : quiz.questions()) {
    out["questions"].push_back(json_of(trace, question));
  }
  put_json(out);
}

int run(QuizCommand& command) {
  if (command.path == "-" && !command.json) {
    throw Problem("standard input is the trace, and cannot give the answers; --json prints them");
  }
  command.options.level = *trace::level_named(command.level);  // checked by the command line
  const read::Trace trace = load(command.path);
  model::Timeline timeline(trace);
  Quiz quiz(command, timeline);
  if (quiz.questions().empty()) {
    say("nothing in this trace can be asked");
    return kNothing;
  }
  if (command.json) {
    print_all(command, trace, quiz);
    return kYes;
  }
  quiz.run();
  return quiz.all_right() ? kYes : kNo;
}

}  // namespace

void add_quiz(CLI::App& app, int& code) {
  auto* const command =
      app.add_subcommand("quiz", "Ask what runs next, at the decisions of a trace");
  const auto options = std::make_shared<QuizCommand>();
  take_trace(*command, options->path);
  command->add_option("--seed", options->options.seed, "which questions, in which order (1)")
      ->type_name("N");
  command->add_option("--questions", options->options.count, "how many, at most (10)")
      ->check(CLI::Range(std::size_t{1}, std::size_t{1000000}))
      ->type_name("N");
  command
      ->add_option("--level", options->level,
                   "coroutine asks of futures and yields only; loop, syscall: everything (loop)")
      ->check(CLI::IsMember({"coroutine", "loop", "syscall"}))
      ->type_name("LEVEL");
  command->add_flag("--json", options->json, "print the questions with their answers, and leave");
  command->footer(
      "Answer by number; ? shows the state of the loop, q leaves. Answers may come from a pipe.\n"
      "Exit code 1 when an answer was wrong, or a question was left.\n"
      "Example: eyewall quiz run.jsonl --seed 7 --questions 5");
  command->callback([options, &code] { code = run(*options); });
}

}  // namespace eyewall::cli
