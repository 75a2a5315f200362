#include "desk/record_cache.hpp"

namespace reeve::desk {

RecordPtr RecordCache::find(Id id) {
    if (const auto found = written_.find(id); found != written_.end()) {
        return found->second;
    }
    const auto place = places_.find(id);
    if (place == places_.end()) {
        return nullptr;
    }
    recent_.splice(recent_.begin(), recent_, place->second);
    return *place->second;
}

void RecordCache::read(RecordPtr record) {
    if (limit_ == 0) {
        return;
    }
    if (const auto place = places_.find(record->id); place != places_.end()) {
        *place->second = std::move(record);
        recent_.splice(recent_.begin(), recent_, place->second);
        return;
    }
    recent_.push_front(std::move(record));
    places_[recent_.front()->id] = recent_.begin();
    if (recent_.size() > limit_) {
        places_.erase(recent_.back()->id);
        recent_.pop_back();
    }
}

void RecordCache::written(RecordPtr record) {
    const Id id = record->id;
    if (written_.insert_or_assign(id, std::move(record)).second) {
        order_.push_back(id);
    }
}

void RecordCache::forget(Id id) {
    if (const auto place = places_.find(id); place != places_.end()) {
        recent_.erase(place->second);
        places_.erase(place);
    }
}

std::vector<RecordPtr> RecordCache::commit() {
    std::vector<RecordPtr> changed;
    for (const Id id : order_) {
        changed.push_back(written_.at(id));
        read(changed.back());
    }
    rollback();
    return changed;
}

void RecordCache::rollback() {
    written_.clear();
    order_.clear();
}

void RecordCache::clear() {
    rollback();
    recent_.clear();
    places_.clear();
}

}  // namespace reeve::desk
