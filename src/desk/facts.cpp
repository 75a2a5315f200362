#include "desk/facts.hpp"

namespace reeve::desk {
namespace {

// The entries of a register are data of the process: whoever acts by it acts by all of them.
template <class Facts>
std::vector<const records::Record*> open_entries(const std::vector<Id>& open, Facts& facts) {
    std::vector<const records::Record*> found;
    for (const Id id : open) {
        if (const records::Record* entry = facts.record(id)) {
            found.push_back(entry);
        }
    }
    return found;
}

const records::Record* if_known(const World& world, Id id, const records::Record* found) {
    const records::Person* person = world.directory->person(id);
    return found != nullptr && person != nullptr && may_know(world, *person, *found) ? found : nullptr;
}

}  // namespace

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

const records::Record* WriterFacts::record_known_to(Id person, std::string_view number) {
    return if_known(world_, person, record(number));
}

records::Ahead WriterFacts::counting(const records::LimitKey& key, std::span<const Id> except) {
    records::Ahead counting = writer_.counting(key, except);
    if (!counting.number.empty() && record(counting.number) == nullptr) {
        counting.number.clear();
    }
    return counting;
}

records::Ahead WriterFacts::ahead(const records::Record& like, std::span<const std::string> states) {
    records::Ahead ahead = writer_.ahead(like, states);
    if (!ahead.number.empty() && record(ahead.number) == nullptr) {
        ahead.number.clear();
    }
    return ahead;
}

const process::Process* WriterFacts::process_of(const records::Record& record) {
    return world_.of(record);
}

std::vector<records::Event> WriterFacts::journal(const records::Record& record) {
    return writer_.events_of(record.id);
}

std::vector<const records::Record*> WriterFacts::entries(const process::Process& process,
                                                         const process::RecordType& type, std::size_t most) {
    return open_entries(writer_.open_of(process.id, type.name, most + 1), *this);
}

const process::Process* ReaderFacts::process_of(const records::Record& record) {
    return world_.of(record);
}

// What follows from a past is the same for everybody, whatever of it each may read.
std::vector<records::Event> ReaderFacts::journal(const records::Record& record) {
    constexpr std::size_t at_once = 200;
    store::Sight all;
    all.everything = true;
    std::vector<records::Event> events;
    for (std::string after;;) {
        store::TimelinePage page = reader_.timeline(all, record.id, after, at_once);
        for (store::TimelineRow& row : page.rows) {
            events.push_back(std::move(row.event));
        }
        if (page.next.empty()) {
            return events;
        }
        after = std::move(page.next);
    }
}

std::vector<const records::Record*> ReaderFacts::entries(const process::Process& process,
                                                         const process::RecordType& type, std::size_t most) {
    return open_entries(reader_.open_of(process.id, type.name, most + 1), *this);
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

const records::Record* ReaderFacts::record_known_to(Id person, std::string_view number) {
    return if_known(world_, person, record(number));
}

records::Ahead ReaderFacts::counting(const records::LimitKey& key, std::span<const Id> except) {
    records::Ahead counting = reader_.counting(key, except);
    if (!counting.number.empty() && record(counting.number) == nullptr) {
        counting.number.clear();
    }
    return counting;
}

records::Ahead ReaderFacts::ahead(const records::Record& like, std::span<const std::string> states) {
    records::Ahead ahead = reader_.ahead(like, states);
    if (!ahead.number.empty() && record(ahead.number) == nullptr) {
        ahead.number.clear();
    }
    return ahead;
}

}  // namespace reeve::desk
