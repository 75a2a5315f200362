#pragma once
// Records that were read or written lately, so that an act on a busy one does not parse it anew. What a
// transaction writes stands apart until it is committed.

#include <cstddef>
#include <list>
#include <memory>
#include <unordered_map>
#include <utility>

#include "base/id.hpp"
#include "records/record.hpp"

namespace reeve::desk {

using RecordPtr = std::shared_ptr<const records::Record>;

class RecordCache {
public:
    explicit RecordCache(std::size_t limit) : limit_(limit) {}

    // As the open transaction sees it; null when it is not here.
    [[nodiscard]] RecordPtr find(Id id);
    void read(RecordPtr record);     // as committed
    void written(RecordPtr record);  // by the open transaction
    void forget(Id id);

    // Every record that the transaction wrote, as it stands after it; from here on they count as committed.
    [[nodiscard]] std::vector<RecordPtr> commit();
    void rollback();
    void clear();

private:
    std::size_t limit_;
    std::list<RecordPtr> recent_;  // the latest first
    std::unordered_map<Id, std::list<RecordPtr>::iterator> places_;
    std::unordered_map<Id, RecordPtr> written_;
    std::vector<Id> order_;  // of the first writing of each
};

}  // namespace reeve::desk
