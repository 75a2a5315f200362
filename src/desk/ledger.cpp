#include "desk/ledger.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ranges>
#include <unordered_map>

#include "desk/facts.hpp"
#include "desk/kinds.hpp"
#include "desk/sealing.hpp"

namespace reeve::desk {
namespace {

Refusal own_accident() {
    Refusal refusal{RefusalKind::busy, "This could not be written; nothing was changed. Try again.", {}, 1};
    return refusal;
}

const records::Person* person_of(const World& world, const records::Actor& actor) {
    return actor.kind == records::ActorKind::person ? world.directory->person(actor.id) : nullptr;
}

}  // namespace

Ledger::Ledger(store::Writer& writer, Entropy& entropy, const Limits& limits)
    : writer_(writer), entropy_(entropy), limits_(limits), cache_(limits.cached_records) {
    start_with({std::make_shared<const records::Directory>(), {}}, {});
}

void Ledger::start_with(World world, Instant now) {
    words_.start(now);
    world_ = std::make_shared<const World>(std::move(world));
}

void Ledger::begin() {
    writer_.begin();
}

Desk::Commit Ledger::commit() {
    Desk::Commit commit;
    if (!changed_.empty() || draft_) {
        commit.head = writer_.head();
    }
    writer_.commit();
    words_.commit();
    for (const RecordPtr& record : cache_.commit()) {
        if (const auto at = changed_at_.find(record->id); at != changed_at_.end()) {
            Desk::Changed& changed = changed_[at->second];
            changed.number = record->number;
            changed.process = record->process;
            changed.version = record->version;
            changed.has = records::reach_of(*record);
        }
    }
    if (draft_) {
        world_ = std::move(draft_);
        directory_.reset();
        entered_.clear();
    }
    had_.clear();
    changed_at_.clear();
    commit.changed = std::exchange(changed_, {});
    return commit;
}

void Ledger::rollback() noexcept {
    writer_.rollback();
    words_.take_back();
    cache_.rollback();
    draft_.reset();
    directory_.reset();
    entered_.clear();
    changed_.clear();
    changed_at_.clear();
    had_.clear();
    followed_ = true;  // to be looked up anew
}

void Ledger::forget_all() {
    cache_.clear();
}

RecordPtr Ledger::record(Id id) {
    if (RecordPtr cached = cache_.find(id)) {
        return cached;
    }
    std::optional<records::Record> found = writer_.record(id);
    if (!found) {
        return nullptr;
    }
    RecordPtr record = std::make_shared<const records::Record>(std::move(*found));
    cache_.read(record);
    return record;
}

RecordPtr Ledger::record(std::string_view number) {
    const std::optional<Id> id = writer_.find_record(number);
    return id ? record(*id) : nullptr;
}

Outcome<bool> Ledger::under_savepoint(const std::function<Outcome<bool>()>& work) {
    writer_.savepoint();
    try {
        Outcome<bool> kept = work();
        if (kept && *kept) {
            writer_.release();
        } else {
            writer_.rollback_to_savepoint();
        }
        return kept;
    } catch (const store::StoreFailure& failure) {
        // A constraint is an accident of this one; a disk that is broken will say so again here, or at the
        // commit.
        if (failure.kind() != store::StoreFailure::Kind::broken) {
            throw;
        }
        writer_.rollback_to_savepoint();
    } catch (const std::exception&) {
        writer_.rollback_to_savepoint();
    }
    return std::unexpected(own_accident());
}

Outcome<bool> Ledger::all_or_none(const std::function<Outcome<bool>()>& work) {
    try {
        return work();
    } catch (const store::StoreFailure& failure) {
        if (failure.kind() != store::StoreFailure::Kind::broken) {
            throw;
        }
    } catch (const std::exception&) {
        // Whose it is shows when each is decided in its turn.
    }
    throw BegunAnew{};
}

Outcome<records::Plan> Ledger::decide(const records::Command& command, When when) {
    const World& known = world();
    const RecordPtr record = command.record.empty() ? nullptr : this->record(command.record);
    if (record == nullptr && command.kind != records::Command::Kind::log) {
        return refuse(RefusalKind::unseen, "There is no such record, or you may not see it.");
    }
    const process::Process* process = record ? known.of(*record) : known.active(command.process);
    if (process == nullptr) {
        return record ? refuse(RefusalKind::busy,
                               fmt::format("{} version {} is not loaded; the operator must see to it.",
                                           record->process, record->process_version))
                      : refuse(RefusalKind::malformed,
                               fmt::format("There is no process '{}'.", command.process));
    }
    WriterFacts facts(
        writer_, [this](Id id) { return this->record(id); }, known, person_of(known, command.actor));
    WriterSupply supply(writer_, entropy_);
    records::Situation situation = situation_in(known, process, record.get(), facts, supply, when);
    return records::decide(situation, command);
}

Digest Ledger::head_of(Id stream) {
    const RecordPtr cached = cache_.find(stream);
    return cached ? cached->head : writer_.head_of(stream);
}

// False when a stream that the plan rests on has moved.
bool Ledger::write(records::Plan& plan, When when) {
    seal_plan(plan, entropy_, [this](Id stream) { return head_of(stream); });
    return write_sealed(plan, when);
}

bool Ledger::write_sealed(const records::Plan& plan, When when, const store::Written& written) {
    note_reach(plan);
    if (!plan.events.empty() && !writer_.append(plan.expects, plan.events, plan.records, written)) {
        return false;
    }
    keep_uploads(plan);
    add_follow_ups(plan, when);
    return true;
}

void Ledger::keep_uploads(const records::Plan& plan) {
    for (const records::Event& event : plan.events) {
        for (const records::Change& change : event.changes) {
            const auto* file = std::get_if<records::Attached>(&change);
            auto row = file ? writer_.operational().upload(file->attachment) : std::nullopt;
            if (row && !row->attached) {
                row->attached = true;
                writer_.operational().put_upload(*row);
            }
        }
    }
}

void Ledger::add_follow_ups(const records::Plan& plan, When when) {
    for (const records::FollowUp& follow_up : plan.follow_ups) {
        if (follow_up.depth > limits_.depth) {
            continue;
        }
        const auto cause = std::ranges::find(plan.events, follow_up.cause, &records::Event::id);
        const Instant at = cause == plan.events.end() ? when.now : cause->occurred_at;
        writer_.add_follow_up({entropy_.id(), follow_up, at, 0});
        followed_ = true;
    }
}

void Ledger::drop_deep(const records::Plan& plan, When when) {
    for (const records::FollowUp& follow_up : plan.follow_ups) {
        if (follow_up.depth > limits_.depth) {
            const Id told = follow_up.target.empty() ? follow_up.about : follow_up.target;
            add_finding(told, "follow_up_too_deep",
                        {{"about", follow_up.about.text()}, {"depth", follow_up.depth}}, when,
                        follow_up.cause);
        }
    }
}

void Ledger::note_reach(const records::Plan& plan) {
    for (const records::Event& event : plan.events) {
        if (event.version == 1 || event.stream_kind != "record" || had_.contains(event.stream)) {
            continue;
        }
        if (const RecordPtr before = record(event.stream)) {
            had_.emplace(event.stream, records::reach_of(*before));
        }
    }
}

void Ledger::note(const records::Event& event, const records::Plan& plan) {
    if (event.stream_kind != "record") {
        return;
    }
    const auto [place, added] = changed_at_.try_emplace(event.stream, changed_.size());
    if (added) {
        Desk::Changed& first = changed_.emplace_back();
        first.record = event.stream;
        const auto had = had_.find(event.stream);
        first.born = had == had_.end();
        if (!first.born) {
            first.had = had->second;
        }
    }
    Desk::Changed& changed = changed_[place->second];
    if (store::may_keep(event.changes)) {
        const auto after = std::ranges::find(plan.records, event.stream, &records::Record::id);
        changed.kept.emplace_back(event, after != plan.records.end() ? &*after : nullptr);
        return;
    }
    const Kinds kinds = kinds_of(event.changes);
    changed.kinds |= kinds;
    changed.in_all = true;
    if (event.audience == "public") {
        changed.public_kinds |= kinds;
        changed.in_public = true;
    }
}

void Ledger::remember(records::Plan& plan) {
    for (const records::Event& event : plan.events) {
        note(event, plan);
    }
    for (records::Record& record : plan.records) {
        cache_.written(std::make_shared<const records::Record>(std::move(record)));
    }
}

Outcome<RecordPtr> Ledger::carry_out(records::Command command, When when, const Also& also) {
    if (command.id.empty()) {
        command.id = entropy_.id();
    }
    for (int attempt = 0; attempt <= limits_.retries; ++attempt) {
        records::Plan plan;
        const Outcome<bool> kept = under_savepoint([&]() -> Outcome<bool> {
            Outcome<records::Plan> decided = decide(command, when);
            if (!decided) {
                return std::unexpected(std::move(decided.error()));
            }
            plan = std::move(*decided);
            if (!write(plan, when)) {
                return false;
            }
            const auto acting = std::ranges::find(plan.records, plan.record, &records::Record::id);
            if (also) {
                // Of a record that the plan leaves as it is: that.
                const RecordPtr left = acting == plan.records.end() ? record(plan.record) : nullptr;
                also(left ? left.get() : acting == plan.records.end() ? nullptr : &*acting);
            }
            return true;
        });
        if (!kept) {
            return std::unexpected(kept.error());
        }
        if (*kept) {
            remember(plan);
            drop_deep(plan, when);
            return record(plan.record.empty() ? command.record : plan.record);
        }
        for (const records::Expected& expected : plan.expects) {
            cache_.forget(expected.stream);
        }
    }
    Refusal lost{RefusalKind::busy, "Others changed the same records at the same moment; try again.", {}, 1};
    return std::unexpected(std::move(lost));
}

// False when its record has moved, also where nothing came of it: something may now.
bool Ledger::write_ahead(const ErrandAhead& ahead) {
    const records::Plan& plan = ahead.plan;
    const bool held = plan.events.empty() ? writer_.version_of(plan.record) == plan.expects.front().version
                                          : write_sealed(plan, ahead.when, ahead.written);
    if (held && ahead.follow_up) {
        writer_.finish_follow_up(*ahead.follow_up);
    }
    return held;
}

std::size_t Ledger::carry_out(std::vector<ErrandAhead>& ahead, bool all_or_none) {
    std::size_t written = 0;
    std::vector<bool> noted(ahead.size());  // one record may stand there twice
    const auto write_all = [&]() -> Outcome<bool> {
        for (; written < ahead.size(); ++written) {
            const records::Plan& plan = ahead[written].plan;
            // Known without reading the record, if it has not moved.
            noted[written] = had_.try_emplace(plan.record, ahead[written].had).second;
            if (!write_ahead(ahead[written])) {
                return written > 0;
            }
        }
        return true;
    };
    const Outcome<bool> kept = all_or_none ? this->all_or_none(write_all) : under_savepoint(write_all);
    const std::size_t done = kept && *kept ? written : 0;
    for (std::size_t i = done; i < ahead.size(); ++i) {
        if (noted[i]) {
            had_.erase(ahead[i].plan.record);
            cache_.forget(ahead[i].plan.record);
        }
    }
    for (std::size_t i = 0; i < done; ++i) {
        remember(ahead[i].plan);
    }
    return done;
}

void Ledger::add_finding(Id id, std::string_view kind, JsonObject detail, When when, Id cause) {
    const RecordPtr record = this->record(id);
    if (record == nullptr) {
        return;
    }
    records::Event event;
    event.id = entropy_.id();
    event.stream = id;
    event.stream_kind = "record";
    event.version = record->version + 1;
    event.type = "finding";
    event.occurred_at = records::not_before(*record, when.now);
    event.recorded_at = std::max(when.received, event.occurred_at);
    event.command = entropy_.id();
    event.cause = cause;
    event.process = record->process;
    event.process_version = record->process_version;
    event.audience = "internal";
    event.changes.push_back(records::Finding{std::string(kind), std::move(detail)});
    records::Plan plan;
    plan.record = id;
    plan.expects.push_back({id, record->version});
    plan.records.push_back(*record);
    plan.events.push_back(std::move(event));
    if (!records::apply(plan.records.front(), plan.events.front())) {
        return;  // a record that cannot be folded further is set aside by the store
    }
    const Outcome<bool> kept = under_savepoint([&]() -> Outcome<bool> { return write(plan, when); });
    if (kept && *kept) {
        remember(plan);
    }
}

}  // namespace reeve::desk
