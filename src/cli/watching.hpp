#pragma once
// Follows the folders of processes while they are written: what is saved is the desk's process a moment
// later.

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "desk/instance.hpp"

namespace reeve::cli {

class Watching {
public:
    struct Watched {
        std::string process;  // as the desk calls it
        std::string folder;
    };
    // Looks at once, then again and again. What is not sound is told on standard error and to the desk, and
    // not taken over; what is taken over becomes a version of its own, one above the newest where its files
    // say no higher one.
    Watching(desk::Instance& desk, const std::vector<Watched>& folders);
    ~Watching();
    Watching(const Watching&) = delete;
    Watching& operator=(const Watching&) = delete;

private:
    struct File {
        std::string path;
        std::int64_t written = 0;
        std::uintmax_t bytes = 0;
        bool operator==(const File&) const = default;
    };
    struct Folder {
        Watched watched;
        std::vector<File> seen;   // when it was looked at last
        std::vector<File> taken;  // when it was read last
    };

    void run();
    void look(Folder& folder);
    [[nodiscard]] static std::vector<File> files_in(const std::string& folder);

    desk::Instance& desk_;
    std::vector<Folder> folders_;
    std::mutex mutex_;
    std::condition_variable stopped_;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace reeve::cli
