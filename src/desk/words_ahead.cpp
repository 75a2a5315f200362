#include "desk/words_ahead.hpp"

namespace reeve::desk {

const records::LaterWords& WordsAhead::next(const records::DirectoryPtr& directory) {
    if (of_ != directory || after_ != since_) {
        of_ = directory;
        after_ = since_;
        next_ = records::later_words(*directory, since_);
    }
    return next_;
}

}  // namespace reeve::desk
