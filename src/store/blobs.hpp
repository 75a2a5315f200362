#pragma once
// The bytes of attachments, named by random ids: in the data folder beside SQLite. Parts may be added until
// an upload is complete; a complete one is on disk (fsync of file and folder) before anything refers to it.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/id.hpp"
#include "base/sha256.hpp"

namespace reeve::store {

class BlobReader {
public:
    virtual ~BlobReader() = default;
    [[nodiscard]] virtual std::uint64_t size() const = 0;
    // Up to `most` bytes from where the last read ended; empty at the end.
    [[nodiscard]] virtual std::string read(std::size_t most) = 0;
};

// Safe to use from several threads, for different ids. StoreFailure full when the disk is.
class BlobStore {
public:
    virtual ~BlobStore() = default;
    // Appends at `offset`, which must be the present size (false otherwise); creates the blob at offset 0.
    [[nodiscard]] virtual bool append(Id id, std::uint64_t offset, std::string_view bytes) = 0;
    [[nodiscard]] virtual std::optional<std::uint64_t> size(Id id) = 0;
    // Makes it durable and gives its digest.
    [[nodiscard]] virtual Digest seal(Id id) = 0;
    [[nodiscard]] virtual std::unique_ptr<BlobReader> open(Id id) = 0;  // null when there is none
    // False where it could not be, and its bytes stay; what is not there is removed.
    virtual bool remove(Id id) = 0;
};

// In DIR/blobs/ab/cdef…
[[nodiscard]] std::unique_ptr<BlobStore> blobs_in(const std::string& directory);

}  // namespace reeve::store
