// fork_processes: this program as several processes.
//
// What: forks children and watches over them: one that fails is started again. The parent does
//   nothing else, and exits when every child has ended well.
// For: TCPServer::start; programs that fork themselves.
// Threads: while the program has one thread, and no loop: a loop cannot be shared.
// Errors: std::logic_error when there is a loop already, or in a child of an earlier call;
//   std::runtime_error when children have failed more than max_restarts times.
// Source: Tornado 3.1.1 process.fork_processes, process.task_id.
#pragma once

#include <optional>

namespace eyewall {

/// Returns only in the children, with each one's number, from 0; a child that is started again has
/// the number of the one that failed. num_processes < 1: as many as the machine has cores.
int fork_processes(int num_processes, int max_restarts = 100);

/// The number of this process among its siblings; nothing where fork_processes was not called.
std::optional<int> task_id();

}  // namespace eyewall
