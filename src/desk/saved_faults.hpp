#pragma once
// What is wrong with processes as they were saved last, while they are written (`serve --watch`). Kept in
// memory: whoever watches looks anew when the desk comes back. Safe to use from several threads.

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace reeve::desk {

struct SavedFault {
    std::string detail;                 // a sentence
    std::vector<std::string> problems;  // each with its place, "process.yaml:12:7: …", where it has one

    bool operator==(const SavedFault&) const = default;
};

class SavedFaults {
public:
    static constexpr std::size_t problems_most = 100;  // of each fault; the first ones are kept

    // The folder of that process is watched from now on; nothing is known against it yet.
    void watch(const std::string& process);
    // Of a watched process; nothing = it was taken over as it is saved.
    void set(const std::string& process, std::optional<SavedFault> fault);

    [[nodiscard]] bool watched(std::string_view process) const;
    [[nodiscard]] std::optional<SavedFault> of(std::string_view process) const;

private:
    mutable std::mutex mutex_;
    std::map<std::string, std::optional<SavedFault>, std::less<>> watched_;
};

}  // namespace reeve::desk
