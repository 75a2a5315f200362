#include "desk/saved_faults.hpp"

#include <utility>

namespace reeve::desk {

void SavedFaults::watch(const std::string& process) {
    const std::scoped_lock lock(mutex_);
    watched_.try_emplace(process);
}

void SavedFaults::set(const std::string& process, std::optional<SavedFault> fault) {
    if (fault && fault->problems.size() > problems_most) fault->problems.resize(problems_most);
    const std::scoped_lock lock(mutex_);
    if (const auto found = watched_.find(process); found != watched_.end()) found->second = std::move(fault);
}

bool SavedFaults::watched(std::string_view process) const {
    const std::scoped_lock lock(mutex_);
    return watched_.contains(process);
}

std::optional<SavedFault> SavedFaults::of(std::string_view process) const {
    const std::scoped_lock lock(mutex_);
    const auto found = watched_.find(process);
    return found == watched_.end() ? std::nullopt : found->second;
}

}  // namespace reeve::desk
