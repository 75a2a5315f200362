#pragma once
// What is due soon, decided beside the thread that steps: that one takes what is ready, and lends a hand
// while what it needs next is not.

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "desk/beside.hpp"
#include "desk/errand_ahead.hpp"

namespace reeve::desk {

class ErrandsAhead {
public:
    // Entropy for each of the two threads; readers are opened when they are first needed.
    ErrandsAhead(Beside& beside, store::Store& store, Entropy& theirs, Entropy& ours)
        : beside_(beside), store_(store), theirs_(theirs), ours_(ours) {}
    // Waits for what is under way.
    ~ErrandsAhead();
    ErrandsAhead(const ErrandsAhead&) = delete;
    ErrandsAhead& operator=(const ErrandsAhead&) = delete;

    // To be decided in this order. Of those that wait already the rest comes behind; where nothing fits
    // together they are dropped.
    void want(const std::vector<Errand>& errands, const std::function<Turn(const Errand&)>& turn);
    // The turn that is waited for first, or null: when what comes next is recorded.
    [[nodiscard]] std::optional<When> first() const;
    // What came of it. Nothing where it was not wanted, or could not be decided ahead; where it is not ready
    // `patient` waits for it, and otherwise `busy` is true.
    struct Taken {
        std::optional<ErrandAhead> ahead;
        bool busy = false;
    };
    [[nodiscard]] Taken take(const Errand& errand, bool patient);
    void drop();

private:
    struct Job {
        enum class State : std::uint8_t { waiting, in_hand, done };
        Turn turn;
        State state = State::waiting;
        std::optional<ErrandAhead> ahead;
    };
    using JobPtr = std::shared_ptr<Job>;

    void have_it_worked();
    void work();
    [[nodiscard]] JobPtr next_waiting();
    void decide(Job& job, store::Reader& reader, Entropy& entropy, std::unique_lock<std::mutex>& lock);
    void wait_for(const Job& job, std::unique_lock<std::mutex>& lock);

    Beside& beside_;
    store::Store& store_;
    Entropy& theirs_;
    Entropy& ours_;
    std::unique_ptr<store::Reader> reader_of_theirs_, reader_of_ours_;

    mutable std::mutex mutex_;  // of what follows
    std::condition_variable done_;
    std::deque<JobPtr> jobs_;
    std::size_t begun_ = 0;  // how many at the front are in hand or done
    bool working_ = false;   // the other thread is at it
};

}  // namespace reeve::desk
