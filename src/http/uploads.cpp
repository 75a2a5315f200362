#include "http/uploads.hpp"

namespace reeve::http {
namespace {
constexpr int kCountMax = 200;
constexpr std::int64_t kBytesMax = std::int64_t{2} << 30;
}  // namespace

bool Uploads::begin(const store::UploadRow& row) {
    const std::lock_guard lock(mutex_);
    int count = 0;
    std::int64_t bytes = 0;
    for (const auto& [id, entry] : entries_) {
        if (entry.row.person != row.person) continue;
        ++count;
        bytes += entry.row.size;
    }
    if (count >= kCountMax || bytes >= kBytesMax) return false;
    entries_[row.id] = {row, false};
    return true;
}

std::optional<store::UploadRow> Uploads::find(Id id, Id person) const {
    const std::lock_guard lock(mutex_);
    const auto found = entries_.find(id);
    if (found == entries_.end() || found->second.row.person != person) return std::nullopt;
    return found->second.row;
}

void Uploads::set(const store::UploadRow& row) {
    const std::lock_guard lock(mutex_);
    entries_[row.id].row = row;
}

bool Uploads::lease(Id id) {
    const std::lock_guard lock(mutex_);
    const auto found = entries_.find(id);
    if (found == entries_.end() || found->second.leased) return false;
    return found->second.leased = true;
}

void Uploads::release(Id id) {
    const std::lock_guard lock(mutex_);
    if (const auto found = entries_.find(id); found != entries_.end()) found->second.leased = false;
}

std::vector<store::UploadRow> Uploads::expired(Instant before) {
    const std::lock_guard lock(mutex_);
    std::vector<store::UploadRow> gone;
    for (auto entry = entries_.begin(); entry != entries_.end();) {
        if (entry->second.row.created < before && !entry->second.leased) {
            gone.push_back(entry->second.row);
            entry = entries_.erase(entry);
        } else {
            ++entry;
        }
    }
    return gone;
}

}  // namespace reeve::http
