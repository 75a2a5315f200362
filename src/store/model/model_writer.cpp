#include "store/model/model_writer.hpp"

#include <algorithm>
#include <stdexcept>

#include "base/check.hpp"
#include "records/comment_text.hpp"
#include "records/reach.hpp"
#include "store/number_key.hpp"

namespace reeve::store::model {

void ModelStore::ModelWriter::step(std::string_view name) const {
    if (accident) {
        accident(name);
    }
}

State& ModelStore::ModelWriter::working() {
    REEVE_CHECK(working_ != nullptr);
    return *working_;
}

void ModelStore::ModelWriter::begin() {
    REEVE_CHECK(working_ == nullptr);
    step("begin");
    working_ = std::make_unique<State>(*committed_);
}

void ModelStore::ModelWriter::savepoint() {
    savepoints_.push_back(working());
}

void ModelStore::ModelWriter::release() {
    REEVE_CHECK(!savepoints_.empty());
    savepoints_.pop_back();
}

void ModelStore::ModelWriter::rollback_to_savepoint() {
    REEVE_CHECK(!savepoints_.empty());
    working() = std::move(savepoints_.back());
    savepoints_.pop_back();
}

void ModelStore::ModelWriter::commit() {
    REEVE_CHECK(savepoints_.empty());
    step("commit");
    committed_ = std::shared_ptr<const State>(std::make_unique<State>(std::move(working())));
    working_.reset();
    step("committed");
}

void ModelStore::ModelWriter::rollback() noexcept {
    savepoints_.clear();
    working_.reset();
}

std::optional<records::Record> ModelStore::ModelWriter::record(Id id) {
    step("record");
    const auto found = seen().records.find(id);
    return found == seen().records.end() ? std::nullopt : std::optional(*found->second);
}

std::optional<Id> ModelStore::ModelWriter::find_record(std::string_view number) {
    const auto found = seen().numbers.find(number);
    return found == seen().numbers.end() ? std::nullopt : std::optional(found->second);
}

std::int64_t ModelStore::ModelWriter::version_of(Id stream) {
    const auto found = seen().streams.find(stream);
    return found == seen().streams.end() ? 0 : found->second.version;
}

std::vector<records::Event> ModelStore::ModelWriter::events_of(Id stream) {
    std::vector<records::Event> events;
    for (const auto& event : seen().journal) {
        if (event->stream == stream) {
            events.push_back(*event);
        }
    }
    return events;
}

Digest ModelStore::ModelWriter::head_of(Id stream) {
    const auto found = seen().streams.find(stream);
    return found == seen().streams.end() ? Digest{} : found->second.head;
}

std::int64_t ModelStore::ModelWriter::next_number(std::string_view series) {
    return ++working().series[std::string(series)];
}

records::Ahead ModelStore::ModelWriter::counting(const records::LimitKey& key, std::span<const Id> except) {
    return model::counting(seen(), key, except);
}

records::Ahead ModelStore::ModelWriter::ahead(const records::Record& like,
                                              std::span<const std::string> states) {
    return model::ahead(seen(), like, states);
}

std::vector<Id> ModelStore::ModelWriter::open_of(std::string_view process, std::string_view type,
                                                 std::size_t most) {
    return model::open_of(seen(), process, type, most);
}

namespace {

// The texts are gone from the journal too: what is kept is that they were there.
void erase_texts(State& state, Id stream, const records::TextsErased& erased) {
    for (auto& kept : state.journal) {
        if (kept->stream != stream || kept->version != erased.version) {
            continue;
        }
        records::Event without = *kept;
        for (records::EventText& text : without.texts) {
            if (records::goes_with(text.path, erased.paths)) {
                text.value.clear();
                text.salt = {};
                text.erased = true;
            }
        }
        kept = std::make_shared<const records::Event>(std::move(without));
    }
}

}  // namespace

// What is given as the touched records must be what folding their events gives: the model is where that is
// proved.
void ModelStore::ModelWriter::add(const records::Event& event,
                                  std::map<Id, std::shared_ptr<const records::Record>>& touched) {
    Stream& stream = working().streams[event.stream];
    if (event.version != stream.version + 1 || event.prev_hash != stream.head) {
        throw std::runtime_error("an event does not follow the one before it on its stream");
    }
    stream = {event.version, event.hash};
    if (event.stream_kind == "record") {
        auto& known = working().records[event.stream];
        records::Record record = known ? *known : records::Record{};
        if (const Outcome<void> applied = records::apply(record, event); !applied) {
            throw std::runtime_error("an event cannot be applied: " + applied.error().detail);
        }
        record.head = event.hash;
        for (const Id who :
             records::lost(known ? records::reach_of(*known) : records::Reach{}, records::reach_of(record))) {
            working().left.push_back({who, record.id, working().journal.size()});
        }
        working().numbers[record.number] = record.id;
        known = std::make_shared<const records::Record>(std::move(record));
        touched[event.stream] = known;
    }
    for (const records::Change& change : event.changes) {
        if (const auto* erased = std::get_if<records::TextsErased>(&change)) {
            erase_texts(working(), event.stream, *erased);
        }
    }
    working().last_recorded = std::max(working().last_recorded, event.recorded_at);
    working().journal.push_back(std::make_shared<const records::Event>(event));
}

bool ModelStore::ModelWriter::append(std::span<const records::Expected> expects,
                                     std::span<const records::Event> events,
                                     std::span<const records::Record> records, const Written&) {
    step("append");
    for (const records::Expected& expected : expects) {
        if (version_of(expected.stream) != expected.version) {
            return false;
        }
    }
    std::map<Id, std::shared_ptr<const records::Record>> touched;
    for (const records::Event& event : events) {
        add(event, touched);
    }
    if (touched.size() != records.size()) {
        throw std::runtime_error("the records given are not those that the events touch");
    }
    for (const records::Record& record : records) {
        const auto folded = touched.find(record.id);
        if (folded == touched.end() || *folded->second != record) {
            throw std::runtime_error("a record given differs from the fold of its events: " + record.number);
        }
    }
    return true;
}

std::vector<TimerRow> ModelStore::ModelWriter::timers(Instant acts_until, Instant clocks_until,
                                                      std::size_t limit, std::optional<Id> only) {
    step("timers");
    struct Found {
        TimerRow row;
        std::string number;
    };
    std::vector<Found> found;
    for (const auto& [id, record] : seen().records) {
        if (only && *only != id) {
            continue;
        }
        for (const records::DueTimer& timer : records::due_timers(*record)) {
            const bool act = timer.kind == records::DueTimer::Kind::act;
            if (timer.due <= (act ? acts_until : clocks_until)) {
                found.push_back({{id, timer}, record->number});
            }
        }
    }
    std::ranges::stable_sort(found, {}, [](const Found& f) {
        const records::DueTimer& timer = f.row.timer;
        return std::tuple(timer.due, timer.kind != records::DueTimer::Kind::act, number_key(f.number),
                          timer.kind, timer.ordinal, timer.name);
    });
    std::vector<TimerRow> rows;
    for (std::size_t i = 0; i < found.size() && i < limit; ++i) {
        rows.push_back(std::move(found[i].row));
    }
    return rows;
}

std::vector<Id> ModelStore::ModelWriter::refused() {
    std::vector<Id> ids;
    for (const auto& event : seen().journal) {
        const auto known = event->version == 1 ? seen().records.find(event->stream) : seen().records.end();
        if (known != seen().records.end() && !known->second->refused.empty()) {
            ids.push_back(known->first);
        }
    }
    return ids;
}

Instant ModelStore::ModelWriter::next_due() {
    const auto first = timers(Instant::never(), Instant::never(), 1, {});
    return first.empty() ? Instant::never() : first.front().timer.due;
}

}  // namespace reeve::store::model
