#include "desk/errands_ahead.hpp"

#include <algorithm>

namespace reeve::desk {
namespace {

// That are decided and not yet taken: each has its record with it, as it stands then, and as JSON.
constexpr std::size_t most_ahead = 1024;

}  // namespace

ErrandsAhead::~ErrandsAhead() {
    std::unique_lock lock(mutex_);
    jobs_.clear();
    begun_ = 0;
    done_.wait(lock, [this] { return !working_; });
}

void ErrandsAhead::drop() {
    const std::scoped_lock lock(mutex_);
    jobs_.clear();
    begun_ = 0;
}

void ErrandsAhead::want(const std::vector<Errand>& errands, const std::function<Turn(const Errand&)>& turn) {
    if (reader_of_theirs_ == nullptr) {
        reader_of_theirs_ = store_.reader();
        reader_of_ours_ = store_.reader();
    }
    {
        const std::scoped_lock lock(mutex_);
        auto rest = errands.begin();
        if (!jobs_.empty()) {
            const auto last = std::ranges::find_if(
                errands, [&](const Errand& errand) { return same(errand, jobs_.back()->turn.errand); });
            if (last == errands.end()) {
                jobs_.clear();
                begun_ = 0;
            } else {
                rest = last + 1;
            }
        }
        for (; rest != errands.end(); ++rest) {
            jobs_.push_back(std::make_shared<Job>());
            jobs_.back()->turn = turn(*rest);
        }
    }
    have_it_worked();
}

// Not for each one that is taken anew.
void ErrandsAhead::have_it_worked() {
    {
        const std::scoped_lock lock(mutex_);
        if (working_ || begun_ >= std::min(jobs_.size(), most_ahead / 2)) {
            return;
        }
        working_ = true;
    }
    beside_.give([this] { work(); });
}

std::optional<When> ErrandsAhead::first() const {
    const std::scoped_lock lock(mutex_);
    return jobs_.empty() ? std::nullopt : std::optional(jobs_.front()->turn.when);
}

ErrandsAhead::JobPtr ErrandsAhead::next_waiting() {
    while (begun_ < std::min(jobs_.size(), most_ahead)) {
        const JobPtr& job = jobs_[begun_++];
        if (job->state == Job::State::waiting) {
            job->state = Job::State::in_hand;
            return job;
        }
    }
    return nullptr;
}

void ErrandsAhead::decide(Job& job, store::Reader& reader, Entropy& entropy,
                          std::unique_lock<std::mutex>& lock) {
    lock.unlock();
    std::optional<ErrandAhead> ahead;
    try {
        ahead = decide_ahead(job.turn, reader, entropy);
    } catch (const std::exception&) {
        // In its turn it meets the same accident, where it is told of.
        ahead.reset();
    }
    lock.lock();
    job.ahead = std::move(ahead);
    job.state = Job::State::done;
}

void ErrandsAhead::work() {
    std::unique_lock lock(mutex_);
    while (const JobPtr job = next_waiting()) {
        decide(*job, *reader_of_theirs_, theirs_, lock);
        done_.notify_all();
    }
    working_ = false;
    done_.notify_all();
}

void ErrandsAhead::wait_for(const Job& job, std::unique_lock<std::mutex>& lock) {
    while (job.state != Job::State::done) {
        if (const JobPtr other = next_waiting()) {
            decide(*other, *reader_of_ours_, ours_, lock);
        } else {
            done_.wait(lock, [&] { return job.state == Job::State::done; });
        }
    }
}

ErrandsAhead::Taken ErrandsAhead::take(const Errand& errand, bool patient) {
    std::optional<ErrandAhead> ahead;
    {
        std::unique_lock lock(mutex_);
        const auto found =
            std::ranges::find_if(jobs_, [&](const JobPtr& job) { return same(job->turn.errand, errand); });
        if (found == jobs_.end()) {
            return {};
        }
        const JobPtr job = *found;
        if (!patient && job->state != Job::State::done) {
            return {.ahead = {}, .busy = true};
        }
        // Nobody comes back for those that were passed over.
        begun_ -= std::min(begun_, static_cast<std::size_t>(found - jobs_.begin()));
        jobs_.erase(jobs_.begin(), found);
        wait_for(*job, lock);
        jobs_.pop_front();
        --begun_;
        ahead = std::move(job->ahead);
    }
    have_it_worked();
    return {std::move(ahead), false};
}

}  // namespace reeve::desk
