#include "records/importing.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/check.hpp"
#include "base/text.hpp"
#include "records/candidate_internal.hpp"
#include "records/clocks_internal.hpp"
#include "records/custody_internal.hpp"
#include "records/needs_internal.hpp"
#include "records/resting_internal.hpp"
#include "records/settling_internal.hpp"
#include "records/values_internal.hpp"

namespace reeve::records {
namespace {

constexpr std::size_t name_length_max = 200;  // of a source, a key, a channel

bool is_plain(std::string_view name) {
    return name.size() <= name_length_max &&
           std::none_of(name.begin(), name.end(), [](unsigned char c) { return c < ' ' || c == 0x7f; });
}

// One life, row by row.
class Retelling {
public:
    Retelling(Situation& situation, const Command& command, std::string_view source, const ImportedLife& life,
              const process::RecordType& type)
        : situation_(situation), source_(source), life_(life), type_(type), decision_(situation, command) {
        decision_.language = "en";
        if (situation.record != nullptr) draft_ = &decision_.draft(*situation.record);
    }

    LifeImported tell(const std::set<Digest>& known) {
        std::set<Digest> here;
        for (const ImportedRow& row : life_.rows) {
            if (known.contains(row.hash) || !here.insert(row.hash).second) {
                ++told_.known;
            } else if (const std::string why = why_not_told(); !why.empty()) {
                told_.rejected.push_back({row.line, life_.key, why});
            } else {
                tell(row);
            }
        }
        if (told_.added == 0) return std::move(told_);
        told_.created = situation_.record == nullptr;
        conclude();
        return std::move(told_);
    }

private:
    Situation& situation_;
    std::string_view source_;
    const ImportedLife& life_;
    const process::RecordType& type_;
    Decision decision_;
    Draft* draft_ = nullptr;  // null until the record is born
    LifeImported told_;
    std::vector<std::string> flags_;  // of the row in hand
    std::set<std::string> said_;      // of the life: what holds for every row of it is said once

    [[nodiscard]] Record& record() { return draft_->record; }
    [[nodiscard]] const Directory& directory() const { return decision_.directory(); }

    [[nodiscard]] std::string why_not_told() const {
        const Record* record = situation_.record;
        if (record == nullptr || record->rests()) return {};
        return fmt::format("It was adopted as {}; what happened since is written here.", record->number);
    }

    // ---- what is wrong

    void flag(std::string why) {
        if (std::find(flags_.begin(), flags_.end(), why) == flags_.end()) flags_.push_back(std::move(why));
    }

    // What the process could not take of the row's own values.
    void flag_misses() {
        for (Unmet& missing : decision_.unmet) flag(std::move(missing.why));
        decision_.unmet.clear();
    }

    // What is missing around the record: of no row in particular, so that it is said once and not kept.
    void note_misses(std::int64_t line) {
        for (Unmet& missing : decision_.unmet)
            if (said_.insert(missing.why).second)
                told_.flagged.push_back({line, life_.key, std::move(missing.why)});
        decision_.unmet.clear();
    }

    // ---- people

    [[nodiscard]] Id person(std::string_view handle, const char* what) {
        if (handle.empty()) return {};
        if (const Person* found = find_person(directory(), handle)) return found->id;
        flag(fmt::format("{}: there is no person '{}'.", what, handle));
        return {};
    }

    // ---- one event

    // Opens it. Where the row does not follow the one before it, both instants are kept.
    Event& begin(Instant at, std::string_view type, std::string audience, Id by) {
        const Instant floor = draft_ == nullptr ? at : record().updated;
        decision_.at = std::max(std::min(at, situation_.received), floor);
        if (draft_ == nullptr) {
            draft_ = &decision_.create(type_);
            draft_->record.id = imported_record(source_, life_.key);
        }
        Event& event = decision_.begin(*draft_, std::string(type), decision_.doer, std::move(audience), {});
        event.on_behalf = by;
        return event;
    }

    void tell(const ImportedRow& row) {
        flags_ = row.flags;
        const bool unborn = draft_ == nullptr;
        const bool earlier = unborn && life_.born && *life_.born < row.at;
        if (unborn && life_.born && *life_.born > row.at)
            flag(fmt::format("It is dated before its record began, which is said to be {}.",
                             text(*life_.born)));
        if (earlier) {
            const Id by = person(life_.logged_by, "logged_by");
            begin(*life_.born, "imported", "public", by);
            be_born(row, by);
            decision_.finish(*draft_);
        }
        check_instant(row);
        const Id by = person(row.by, "by");
        Event& event = begin(row.at, "imported", "public", by);
        event.facts.append("row", hex(row.hash));
        if (row.line != 0) event.facts.append("line", row.line);
        if (event.occurred_at != row.at) event.facts.append("claimed", text(row.at));
        if (unborn && !earlier)
            be_born(row, person(life_.logged_by, "logged_by"));
        else
            change_by(row, unborn ? Values::came_with_birth : Values::of_row);
        compare_priority(row);
        const auto said = comment_of(row);
        keep_flags(row);
        decision_.finish(*draft_);
        if (said) say(row.at, *said, by);
        ++told_.added;
    }

    void check_instant(const ImportedRow& row) {
        if (row.at > situation_.received)
            flag(fmt::format("It is dated {}, which is yet to come.", text(row.at)));
        else if (draft_ != nullptr && row.at < record().updated)
            flag(fmt::format("It is dated {}, before the row that came before it.", text(row.at)));
    }

    // The first event: the record with all that its first row says.
    void be_born(const ImportedRow& row, Id logged_by) {
        std::string channel = life_.channel;
        if (!is_plain(channel)) {
            flag("The channel is no name.");
            channel.clear();
        }
        decision_.change(*draft_, Born{"", type_.name, type_.kind, person(life_.reporter, "reporter"),
                                       logged_by, std::move(channel)});
        decision_.change(*draft_, Imported{std::string(source_), life_.key});
        take_values(row);
        if (record().title.empty()) set_own_text(decision_, *draft_, "title", life_.key);
        take_defaults(decision_, *draft_, nullptr);
        require_fields(decision_, *draft_);
        note_misses(row.line);
        follow(row);
    }

    enum class Values : std::uint8_t { of_row, came_with_birth };
    void change_by(const ImportedRow& row, Values values) {
        breach_until(decision_, *draft_, draft_->event->occurred_at);
        if (values == Values::of_row) take_values(row);
        follow(row);
    }

    void take_values(const ImportedRow& row) {
        static const Form any{[](process::Index) { return true; }, [](std::string_view) { return true; },
                              "import"};
        take_fields(decision_, *draft_, {row.fields, row.title, row.description}, any);
        flag_misses();
    }

    // What every event ends with.
    void follow(const ImportedRow& row) {
        follow_fields(decision_, *draft_);
        take_state(row);
        note_misses(row.line);
        settle_custody(row);
        settle_clocks(decision_, *draft_, nullptr);
        note_misses(row.line);
    }

    void take_state(const ImportedRow& row) {
        const auto state = row.state.empty() ? std::nullopt : type_.state(row.state);
        if (!state && !row.state.empty())
            flag(fmt::format("There is no state '{}'; it stays in '{}'.", row.state,
                             record().state.empty() ? type_.states[type_.start].name : record().state));
        if (record().state.empty()) {
            enter_state(decision_, *draft_, state.value_or(type_.start));
            begin_round_scope(decision_, *draft_);
        }
        if (state && type_.states[*state].name != record().state) enter_state(decision_, *draft_, *state);
    }

    // ---- who has it

    void settle_custody(const ImportedRow& row) {
        if (record().end) {
            if (!record().holder.role.empty()) decision_.change(*draft_, LegClosed{record().leg()});
            return;
        }
        std::optional<Id> assigned;
        if (row.assignee) assigned = person(*row.assignee, "assignee");
        if (type_.is_register) return;
        auto holder = first_holder(decision_, *draft_, nullptr);
        note_misses(row.line);
        if (!holder && record().holder.role.empty()) {
            holder.emplace();
            holder->role = decision_.process().roles[type_.custody.holders.front()].name;
        }
        if (holder && !holder->same_custody(record().holder)) {
            holder->person = assigned.value_or(Id{});
            decision_.change(*draft_, LegOpened{record().leg() + 1, std::move(*holder), "import"});
            begin_leg_scope(decision_, *draft_);
        } else if (assigned && *assigned != record().holder.person) {
            decision_.change(*draft_, Assigned{*assigned});
        }
    }

    // ---- the rest of the row

    void compare_priority(const ImportedRow& row) {
        if (row.priority.empty()) return;
        ++told_.compared;
        if (row.priority == record().priority) {
            ++told_.agreeing;
            return;
        }
        told_.differing.push_back({row.line, life_.key, record().priority, row.priority});
        flag(fmt::format("The source says the priority '{}'; this process makes it '{}'.", row.priority,
                         record().priority));
    }

    [[nodiscard]] std::optional<Said> comment_of(const ImportedRow& row) {
        if (trim(row.comment).empty()) return std::nullopt;
        if (const std::string why = wrong_text(row.comment, comment_length_max, false); !why.empty()) {
            flag("The comment: " + why);
            return std::nullopt;
        }
        if (!row.audience.empty() && row.audience != "public" && row.audience != "internal")
            flag(fmt::format("There is no audience '{}'; the comment is internal.", row.audience));
        return Said{row.comment, row.audience == "public" ? "public" : "internal"};
    }

    void say(Instant at, const Said& said, Id by) {
        begin(at, "commented", said.audience, by);
        Decision::add_text(*draft_, "comment", said.text);
        decision_.change(*draft_, Commented{said.audience});
        decision_.finish(*draft_);
    }

    void keep_flags(const ImportedRow& row) {
        if (flags_.empty()) return;
        Decision::add_text(*draft_, std::string(flags_path), join(flags_, "\n"));
        for (std::string& why : flags_) told_.flagged.push_back({row.line, life_.key, std::move(why)});
        flags_.clear();
    }

    void conclude() {
        auto plan = decision_.conclude();
        REEVE_CHECK(plan.has_value());
        told_.plan = std::move(*plan);
        // What it rests on besides its own stream is as the desk has it now; history does not ask for it.
        std::erase_if(told_.plan.expects,
                      [&](const Expected& expected) { return expected.stream != record().id; });
    }
};

LifeImported all_rejected(const ImportedLife& life, const std::string& why) {
    LifeImported told;
    for (const ImportedRow& row : life.rows) told.rejected.push_back({row.line, life.key, why});
    return told;
}

}  // namespace

Id imported_record(std::string_view source, std::string_view key) {
    return Id::of_name(fmt::format("import:{}:{}:{}", source.size(), source, key));
}

std::optional<Digest> imported_row(const Event& event) {
    const Json* row = event.facts.find("row");
    std::string bytes;
    Digest hash{};
    if (row == nullptr || !row->is_string() || !unhex(row->string(), bytes) || bytes.size() != hash.size())
        return std::nullopt;
    std::copy(bytes.begin(), bytes.end(), hash.begin());
    return hash;
}

LifeImported import_life(Situation& situation, const Command& command, std::string_view source,
                         const ImportedLife& life, const std::set<Digest>& known) {
    if (life.key.empty() || !is_plain(life.key))
        return all_rejected(life, fmt::format("A record's key has 1 to {} characters, none of them a control "
                                              "character.",
                                              name_length_max));
    const Record* record = situation.record;
    if (record != nullptr && (!record->origin || record->type != life.type))
        return all_rejected(
            life, fmt::format("It is here already as {}, which is of another type.", record->number));
    const auto type = situation.process->type(life.type);
    if (!type)
        return all_rejected(
            life, fmt::format("The process '{}' has no type '{}'.", situation.process->id, life.type));
    return Retelling(situation, command, source, life, situation.process->types[*type]).tell(known);
}

}  // namespace reeve::records
