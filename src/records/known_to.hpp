#pragma once
// Who may know a record, where whoever decides is not the one to ask about: facts of a desk with people tell
// that besides. Where nobody is kept out of anything (a trial of a process) facts do not.

#include <string_view>

#include "records/decide.hpp"

namespace reeve::records {

class KnownTo {
public:
    virtual ~KnownTo() = default;
    // By its number, where that person may know it too.
    [[nodiscard]] virtual const Record* record_known_to(Id person, std::string_view number) = 0;
};

}  // namespace reeve::records
