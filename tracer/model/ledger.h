// A table from ids to values that is cheap to copy: copies share what neither has changed.
//
// What: a radix tree with 16 ways a level and a reference count a node. A copy costs one pointer;
// an
//   edit copies the nodes on its path that another copy still holds, and only those.
// For: State, of which Timeline keeps a copy every so many events.
// Threads: one thread for all copies that share (the counts are shared_ptr's, but edits are not).
// Ownership: by value; what copies share is freed with the last of them.
// Source: the persistent vectors of Bagwell and Hickey, without their tail.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>

namespace eyewall::model {

/// T has a member `bool live() const`: whether it still matters for what happens next. Walking the
/// live ones skips nodes that have none, so it costs what they are, not what there ever was.
template <class T>
class Ledger {
 public:
  using Key = std::uint64_t;

  /// The value of `key`; nullptr where there is none. Good until the next edit.
  const T* find(Key key) const {
    if (root_ == nullptr || (height_ < kHighest && key >> (height_ * kBits) != 0)) return nullptr;
    const Node* node = root_.get();
    for (unsigned level = height_ - 1; level > 0; --level) {
      node = node->kids[way(key, level)].get();
      if (node == nullptr) return nullptr;
    }
    const auto& leaf = static_cast<const Leaf&>(*node);
    return leaf.has(way(key, 0)) ? &leaf.values[way(key, 0)] : nullptr;
  }

  /// Changes the value of `key`, which is made if it is not there: change(T&).
  template <class Change>
  void edit(Key key, Change change) {
    if (root_ == nullptr) root_ = std::make_shared<Leaf>();
    while (height_ < kHighest && key >> (height_ * kBits) != 0) grow();
    count_ += apply(root_, height_ - 1, key, change);
  }

  /// How many values there are, and how many of them are live.
  std::size_t size() const { return count_; }
  std::size_t live() const { return root_ == nullptr ? 0 : root_->live; }

  /// Shows the live values in the order of their keys: see(key, value), until it returns false.
  template <class See>
  void each_live(See see) const {
    if (root_ != nullptr) walk(*root_, height_ - 1, 0, see);
  }

 private:
  static constexpr unsigned kBits = 4;
  static constexpr unsigned kWays = 1U << kBits;
  static constexpr unsigned kHighest = 64 / kBits;

  struct Leaf;
  struct Node {
    std::size_t live = 0;
    std::array<std::shared_ptr<Node>, kWays> kids;
  };
  // A leaf has values in the place of kids, but is reached as a Node: its kids are all empty.
  struct Leaf : Node {
    std::uint16_t present = 0;
    std::array<T, kWays> values{};
    bool has(unsigned at) const { return (present >> at & 1) != 0; }
  };

  static unsigned way(Key key, unsigned level) {
    return static_cast<unsigned>(key >> (level * kBits)) & (kWays - 1);
  }

  void grow() {
    auto above = std::make_shared<Node>();
    above->live = root_->live;
    above->kids[0] = std::move(root_);
    root_ = std::move(above);
    ++height_;
  }

  // Returns 1 where a value was made, else 0.
  template <class Change>
  static std::size_t apply(std::shared_ptr<Node>& node, unsigned level, Key key, Change& change) {
    if (level == 0) return apply_leaf(node, way(key, 0), change);
    own<Node>(node);
    std::shared_ptr<Node>& kid = node->kids[way(key, level)];
    if (kid == nullptr) kid = level == 1 ? std::make_shared<Leaf>() : std::make_shared<Node>();
    const std::size_t before = kid->live;
    const std::size_t made = apply(kid, level - 1, key, change);
    node->live = node->live - before + kid->live;
    return made;
  }

  template <class Change>
  static std::size_t apply_leaf(std::shared_ptr<Node>& node, unsigned at, Change& change) {
    own<Leaf>(node);
    auto& leaf = static_cast<Leaf&>(*node);
    const bool was = leaf.has(at);
    T& value = leaf.values[at];
    const bool lived = was && value.live();
    leaf.present = static_cast<std::uint16_t>(leaf.present | 1U << at);
    change(value);
    leaf.live = leaf.live - (lived ? 1 : 0) + (value.live() ? 1 : 0);
    return was ? 0 : 1;
  }

  // What another copy holds too is copied before it is changed.
  template <class Kind>
  static void own(std::shared_ptr<Node>& node) {
    if (node.use_count() > 1) node = std::make_shared<Kind>(static_cast<const Kind&>(*node));
  }

  template <class See>
  static bool walk(const Node& node, unsigned level, Key prefix, See& see) {
    if (node.live == 0) return true;
    for (unsigned at = 0; at < kWays; ++at) {
      const Key key = prefix << kBits | at;
      if (level == 0) {
        const auto& leaf = static_cast<const Leaf&>(node);
        if (leaf.has(at) && leaf.values[at].live() && !see(key, leaf.values[at])) return false;
      } else if (node.kids[at] != nullptr && !walk(*node.kids[at], level - 1, key, see)) {
        return false;
      }
    }
    return true;
  }

  std::shared_ptr<Node> root_;
  unsigned height_ = 1;
  std::size_t count_ = 0;
};

}  // namespace eyewall::model
