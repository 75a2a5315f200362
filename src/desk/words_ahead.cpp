#include "desk/words_ahead.hpp"

#include <charconv>
#include <string>

namespace reeve::desk {
namespace {

constexpr std::string_view mark = "words_told";

}  // namespace

void keep_told(store::Operational& operational, Instant until) {
    operational.put_secret(mark, std::to_string(until.micros));
}

std::optional<Instant> kept_told(store::Operational& operational) {
    const std::optional<std::string> kept = operational.secret(mark);
    Instant until;
    if (!kept || std::from_chars(kept->data(), kept->data() + kept->size(), until.micros).ec != std::errc()) {
        return std::nullopt;
    }
    return until;
}

const records::LaterWords& WordsAhead::next(const records::DirectoryPtr& directory) {
    if (of_ != directory || after_ != since_) {
        of_ = directory;
        after_ = since_;
        next_ = records::later_words(*directory, since_);
    }
    return next_;
}

}  // namespace reeve::desk
