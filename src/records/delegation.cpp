#include "records/delegation.hpp"

#include "records/directory.hpp"

namespace reeve::records {

std::vector<const Person*> principals_of(const Directory& directory, Id person, Instant at) {
    std::vector<const Person*> found;
    for (const std::size_t index : directory.delegating()) {
        const Person& one = directory.people()[index];
        if (one.active && one.delegate && one.delegate->person == person && one.delegate->holds(at))
            found.push_back(&one);
    }
    return found;
}

}  // namespace reeve::records
