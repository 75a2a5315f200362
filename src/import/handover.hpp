#pragma once
// One thread hands things to another, a few of them waiting at most.

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace reeve::import {

template <class T>
class Handover {
public:
    explicit Handover(std::size_t waiting_most) : waiting_most_(waiting_most) {}

    // False when nobody takes any more.
    [[nodiscard]] bool give(T ready) {
        std::unique_lock lock(mutex_);
        room_.wait(lock, [&] { return waiting_.size() < waiting_most_ || closed_; });
        if (closed_) return false;
        waiting_.push_back(std::move(ready));
        filled_.notify_one();
        return true;
    }
    // Nothing more comes; `accident`: what stopped it, or null.
    void end(std::exception_ptr accident) {
        const std::lock_guard lock(mutex_);
        ended_ = true;
        accident_ = accident;
        filled_.notify_one();
    }
    // Nothing at the end; throws what stopped the other thread.
    [[nodiscard]] std::optional<T> take() {
        std::unique_lock lock(mutex_);
        filled_.wait(lock, [&] { return !waiting_.empty() || ended_; });
        if (waiting_.empty()) {
            if (accident_) std::rethrow_exception(accident_);
            return std::nullopt;
        }
        T ready = std::move(waiting_.front());
        waiting_.pop_front();
        room_.notify_one();
        return ready;
    }
    // Nothing more is taken.
    void close() {
        const std::lock_guard lock(mutex_);
        closed_ = true;
        room_.notify_one();
    }

private:
    const std::size_t waiting_most_;
    std::mutex mutex_;
    std::condition_variable room_, filled_;
    std::deque<T> waiting_;
    bool ended_ = false, closed_ = false;
    std::exception_ptr accident_;
};

// `make` on a thread of its own, giving to the handover; `use` here, for each thing it gave.
template <class T, class Make, class Use>
void hand_over(std::size_t waiting_most, Make make, Use use) {
    Handover<T> handover(waiting_most);
    std::thread maker([&] {
        try {
            make(handover);
            handover.end(nullptr);
        } catch (...) {
            handover.end(std::current_exception());
        }
    });
    try {
        while (std::optional<T> ready = handover.take()) use(std::move(*ready));
    } catch (...) {
        handover.close();
        maker.join();
        throw;
    }
    maker.join();
}

}  // namespace reeve::import
