#include "desk/facts.hpp"

namespace reeve::desk {

const records::Record* WriterFacts::keep(RecordPtr record) {
    if (record == nullptr) {
        return nullptr;
    }
    kept_.push_back(std::move(record));
    return kept_.back().get();
}

const records::Record* WriterFacts::record(Id id) {
    return keep(read_(id));
}

const records::Record* WriterFacts::record(std::string_view number) {
    const std::optional<Id> id = writer_.find_record(number);
    const records::Record* found = id ? keep(read_(*id)) : nullptr;
    return found != nullptr && person_ != nullptr && !may_know(world_, *person_, *found) ? nullptr : found;
}

records::Ahead WriterFacts::ahead(const records::Record& like, std::span<const std::string> states) {
    records::Ahead ahead = writer_.ahead(like, states);
    if (!ahead.number.empty() && record(ahead.number) == nullptr) {
        ahead.number.clear();
    }
    return ahead;
}

const records::Record* ReaderFacts::record(Id id) {
    const auto kept = kept_.find(id);
    if (kept != kept_.end()) {
        return kept->second.get();
    }
    store::Sight all;
    all.everything = true;
    std::optional<records::Record> found = reader_.record(all, id);
    auto owned = found ? std::make_unique<records::Record>(std::move(*found)) : nullptr;
    return kept_.emplace(id, std::move(owned)).first->second.get();
}

const records::Record* ReaderFacts::record(std::string_view number) {
    const std::optional<records::Record> found = reader_.record(sight_, number);
    return found ? record(found->id) : nullptr;
}

records::Ahead ReaderFacts::ahead(const records::Record& like, std::span<const std::string> states) {
    records::Ahead ahead = reader_.ahead(like, states);
    if (!ahead.number.empty() && record(ahead.number) == nullptr) {
        ahead.number.clear();
    }
    return ahead;
}

}  // namespace reeve::desk
