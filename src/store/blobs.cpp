#include "store/blobs.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "store/store.hpp"

namespace reeve::store {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(int error, const std::string& doing) {
    const bool full = error == ENOSPC || error == EDQUOT || error == EFBIG;
    throw StoreFailure(full ? StoreFailure::Kind::full : StoreFailure::Kind::broken,
                       doing + ": " + std::strerror(error));
}

class File {
public:
    File(const fs::path& path, int flags)
        : path_(path.string()), file_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {}
    ~File() {
        if (file_ >= 0) {
            ::close(file_);
        }
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;

    [[nodiscard]] bool is_open() const { return file_ >= 0; }
    [[nodiscard]] std::uint64_t size() const {
        struct stat status {};
        if (::fstat(file_, &status) != 0) {
            fail(errno, "asking for the size of " + path_);
        }
        return static_cast<std::uint64_t>(status.st_size);
    }
    void write(std::uint64_t offset, std::string_view bytes) const {
        while (!bytes.empty()) {
            const ssize_t written = ::pwrite(file_, bytes.data(), bytes.size(), static_cast<off_t>(offset));
            if (written < 0 && errno != EINTR) {
                fail(errno, "writing " + path_);
            }
            if (written > 0) {
                offset += static_cast<std::uint64_t>(written);
                bytes.remove_prefix(static_cast<std::size_t>(written));
            }
        }
    }
    [[nodiscard]] std::string read(std::uint64_t offset, std::size_t most) const {
        std::string bytes(most, '\0');
        ssize_t got = -1;
        do {
            got = ::pread(file_, bytes.data(), most, static_cast<off_t>(offset));
        } while (got < 0 && errno == EINTR);
        if (got < 0) {
            fail(errno, "reading " + path_);
        }
        bytes.resize(static_cast<std::size_t>(got));
        return bytes;
    }
    void truncate(std::uint64_t size) const {
        if (::ftruncate(file_, static_cast<off_t>(size)) != 0) {
            fail(errno, "cutting " + path_);
        }
    }
    void sync() const {
        if (::fsync(file_) != 0) {
            fail(errno, "making durable " + path_);
        }
    }

private:
    std::string path_;
    int file_;
};

class FileReader : public BlobReader {
public:
    explicit FileReader(const fs::path& path) : file_(path, O_RDONLY) {}
    [[nodiscard]] bool is_open() const { return file_.is_open(); }
    std::uint64_t size() const override { return file_.size(); }
    std::string read(std::size_t most) override {
        std::string bytes = file_.read(offset_, most);
        offset_ += bytes.size();
        return bytes;
    }

private:
    File file_;
    std::uint64_t offset_ = 0;
};

class FolderOfBlobs : public BlobStore {
public:
    explicit FolderOfBlobs(fs::path root) : root_(std::move(root)) {
        make(root_);
        sync_folder(root_.parent_path());
    }

    bool append(Id id, std::uint64_t offset, std::string_view bytes) override {
        const fs::path path = path_of(id);
        if (offset == 0) {
            make(path.parent_path());
        }
        const File file(path, O_RDWR | (offset == 0 ? O_CREAT : 0));
        if (!file.is_open()) {
            if (errno == ENOENT) {
                return false;
            }
            fail(errno, "opening " + path.string());
        }
        if (file.size() != offset) {
            return false;
        }
        try {
            file.write(offset, bytes);
        } catch (const StoreFailure&) {
            // Half a part would make the next attempt's offset wrong.
            file.truncate(offset);
            throw;
        }
        return true;
    }

    std::optional<std::uint64_t> size(Id id) override {
        const File file(path_of(id), O_RDONLY);
        return file.is_open() ? std::optional(file.size()) : std::nullopt;
    }

    Digest seal(Id id) override {
        const fs::path path = path_of(id);
        const File file(path, O_RDWR);
        if (!file.is_open()) {
            fail(errno, "opening " + path.string());
        }
        file.sync();
        // The name is durable only with its folder, and the folder with the one above.
        sync_folder(path.parent_path());
        sync_folder(root_);
        constexpr std::size_t part = 1U << 20U;
        Sha256 digest;
        std::uint64_t offset = 0;
        for (std::string bytes = file.read(0, part); !bytes.empty(); bytes = file.read(offset, part)) {
            digest.add(bytes);
            offset += bytes.size();
        }
        return digest.finish();
    }

    std::unique_ptr<BlobReader> open(Id id) override {
        auto reader = std::make_unique<FileReader>(path_of(id));
        return reader->is_open() ? std::move(reader) : nullptr;
    }

    bool remove(Id id) override { return ::unlink(path_of(id).c_str()) == 0 || errno == ENOENT; }

private:
    static void make(const fs::path& folder) {
        std::error_code error;
        fs::create_directories(folder, error);
        if (error) {
            fail(error.value(), "making " + folder.string());
        }
    }
    static void sync_folder(const fs::path& folder) {
        const File entry(folder, O_RDONLY | O_DIRECTORY);
        if (!entry.is_open()) {
            fail(errno, "opening " + folder.string());
        }
        entry.sync();
    }
    [[nodiscard]] fs::path path_of(Id id) const {
        const std::string name = id.text();
        return root_ / name.substr(0, 2) / name.substr(2);
    }

    fs::path root_;
};

}  // namespace

std::unique_ptr<BlobStore> blobs_in(const std::string& directory) {
    return std::make_unique<FolderOfBlobs>(fs::path(directory) / "blobs");
}

}  // namespace reeve::store
