#pragma once
// For tests: a disk that fails when told to, and that remembers what would be left of it after a power cut.
// SQLite reaches it as the VFS "faulty".

#include <cstdint>
#include <filesystem>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace reeve::store::sqlite {

class FaultyDisk {
public:
    enum class Fault : std::uint8_t {
        none,
        full,         // a write finds no space
        full_midway,  // a write ends after half of its bytes for want of space
        write_error,  // a write fails
        sync_error,   // making durable fails; the writes before seemed well
    };

    // The one that is registered with SQLite; its name is `name`.
    static FaultyDisk& installed();
    static constexpr const char* name = "faulty";

    // From the nth write (or sync) on, counting from 1, all of them fail, until heal().
    void fail_from(std::int64_t nth, Fault fault);
    void heal() { fail_from(0, Fault::none); }
    [[nodiscard]] std::int64_t writes() const { return writes_; }  // since fail_from or heal
    [[nodiscard]] bool struck() const { return struck_; }

    // What a power cut now may leave in the files of `folder`, written to `into`: what was synced, and of the
    // writes since any part.
    void cut_power(const std::filesystem::path& folder, const std::filesystem::path& into,
                   std::mt19937_64& random) const;
    void forget_files() { files_.clear(); }

    // For the functions that SQLite calls.
    [[nodiscard]] Fault on_write();
    [[nodiscard]] bool on_sync();  // true: fails
    void wrote(const std::string& path, std::int64_t offset, std::string bytes);
    void truncated(const std::string& path, std::int64_t size);
    void synced(const std::string& path);
    void opened(const std::string& path);
    void deleted(const std::string& path);

private:
    struct Pending {
        std::int64_t offset = 0;
        std::string bytes;
        bool truncates = false;
    };
    struct File {
        std::string durable;
        std::vector<Pending> since;
    };
    static void apply(const Pending& pending, std::string& onto);

    Fault fault_ = Fault::none;
    std::int64_t from_ = 0;
    std::int64_t writes_ = 0;
    bool struck_ = false;
    std::map<std::string, File> files_;
};

}  // namespace reeve::store::sqlite
