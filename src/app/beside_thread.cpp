#include "app/beside_thread.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <utility>

namespace reeve::app {
namespace {

constexpr int kinder_by = 5;  // a third of what another thread gets

// This thread, and those that it starts.
void give_way() {
    const auto thread = static_cast<id_t>(::gettid());
    (void)::setpriority(PRIO_PROCESS, thread, ::getpriority(PRIO_PROCESS, thread) + kinder_by);
}

}  // namespace

BesideThread::~BesideThread() {
    {
        const std::scoped_lock lock(mutex_);
        stopping_ = true;
    }
    given_.notify_one();
    if (thread_.joinable()) thread_.join();
}

void BesideThread::give(std::function<void()> work) {
    {
        const std::scoped_lock lock(mutex_);
        work_.push_back(std::move(work));
        if (!thread_.joinable()) thread_ = std::thread([this] { run(); });
    }
    given_.notify_one();
}

void BesideThread::run() {
    if (gives_way_) give_way();
    for (;;) {
        std::function<void()> work;
        {
            std::unique_lock lock(mutex_);
            given_.wait(lock, [this] { return !work_.empty() || stopping_; });
            if (work_.empty()) return;
            work = std::move(work_.front());
            work_.pop_front();
        }
        work();
    }
}

}  // namespace reeve::app
