#pragma once
// People, organisations, teams, calendars and agreements as one immutable snapshot: a fact that decisions
// rest on.

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/id.hpp"
#include "base/json.hpp"
#include "base/outcome.hpp"
#include "records/agreement.hpp"
#include "records/delegation.hpp"
#include "records/event.hpp"
#include "records/working_calendar.hpp"

namespace reeve::records {

// A person's role in a process: at her organisation, in her team.
struct Membership {
    std::string process, role;
    Id organisation;  // at which she has it; her own when not said otherwise
    bool operator==(const Membership&) const = default;
};

struct Person {
    Id id;
    std::int64_t version = 0;
    std::string name;      // the handle she signs in with, unique: "helena"
    std::string display;   // personal
    std::string email;     // personal; may be empty
    std::string language;  // "en"
    Id organisation;
    std::vector<Id> teams;
    std::vector<Membership> memberships;
    bool administrator = false;
    bool active = true;
    std::optional<Delegation> delegate{};
    bool operator==(const Person&) const = default;
};

struct Organisation {
    Id id;
    std::int64_t version = 0;
    std::string name;  // the handle: "cs_boane"
    std::string display;
    std::string kind;  // "facility", "vendor", …
    Id calendar;       // its working hours; empty when unknown
    bool operator==(const Organisation&) const = default;
};

struct Team {
    Id id;
    std::int64_t version = 0;
    std::string name, display;
    Id organisation;
    Id calendar;  // its own working hours; empty: those of its organisation
    bool operator==(const Team&) const = default;
};

class Directory {
public:
    [[nodiscard]] const Person* person(Id id) const;
    [[nodiscard]] const Person* person(std::string_view name) const;
    [[nodiscard]] const Organisation* organisation(Id id) const;
    [[nodiscard]] const Organisation* organisation(std::string_view name) const;
    [[nodiscard]] const Team* team(Id id) const;
    [[nodiscard]] const Team* team(std::string_view name) const;
    [[nodiscard]] const WorkingCalendar* calendar(Id id) const;
    [[nodiscard]] const WorkingCalendar* calendar(std::string_view name) const;
    // As it was at an earlier version: time that was counted by it stays counted so.
    [[nodiscard]] const WorkingCalendar* calendar(Id id, std::int64_t version) const;
    // All there were, the present one last; empty when there is no such calendar.
    [[nodiscard]] std::vector<const WorkingCalendar*> calendar_versions(Id id) const;

    [[nodiscard]] const Agreement* agreement(Id id) const;
    [[nodiscard]] const Agreement* agreement(std::string_view name) const;
    [[nodiscard]] const Agreement* agreement(Id id, std::int64_t version) const;
    [[nodiscard]] std::vector<const Agreement*> agreement_versions(Id id) const;
    // Its newest version that was agreed; null when none was. With an instant: of those whose first day has
    // come by then, though its last may be over.
    [[nodiscard]] const Agreement* agreed(Id id, std::optional<Instant> at = {}) const;
    // The day on which it is there, in the zone of the calendar in which it counts: "2014-01-01".
    [[nodiscard]] std::string day_of(const Agreement& agreement, Instant at) const;
    // Every agreed version of the agreements of that kind about the process, by their names, newest first.
    [[nodiscard]] std::span<const Agreement> agreed(std::string_view process,
                                                    process::AgreementKind kind) const;

    // Active people who hold the role, at that organisation when one is given.
    [[nodiscard]] std::vector<const Person*> members(std::string_view process, std::string_view role,
                                                     std::optional<Id> at = {}) const;
    [[nodiscard]] const std::vector<Person>& people() const { return people_; }
    // Who has named a delegate, whenever: places among people(), in their order.
    [[nodiscard]] std::span<const std::size_t> delegating() const { return delegating_; }
    [[nodiscard]] const std::vector<Organisation>& organisations() const { return organisations_; }
    [[nodiscard]] const std::vector<Team>& teams() const { return teams_; }
    [[nodiscard]] const std::vector<WorkingCalendar>& calendars() const { return calendars_; }
    [[nodiscard]] const std::vector<Agreement>& agreements() const { return agreements_; }
    [[nodiscard]] std::int64_t version() const { return version_; }  // counts every change to any entry

    // Applies an event of a person, organisation, team, calendar or agreement stream (type …_set, change
    // EntrySet; built by records/directory_events.hpp). Refusal malformed when it does not follow or is no
    // such entry, or when the name is another's; then nothing has changed.
    [[nodiscard]] Outcome<void> apply(const Event& event);
    // As if the agreement had held since the day of that instant too, to try it; its first day stays.
    void hold_since(Id agreement, Instant since) { held_since_ = {agreement, since}; }

private:
    std::int64_t version_ = 0;
    std::vector<Person> people_;
    std::vector<Organisation> organisations_;
    std::vector<Team> teams_;
    std::vector<WorkingCalendar> calendars_;
    std::vector<Agreement> agreements_;
    // Entries as they were, the first version first; shared, since a directory is copied at each change.
    template <class Entry>
    using Former = std::unordered_map<Id, std::vector<std::shared_ptr<const Entry>>>;
    Former<WorkingCalendar> former_calendars_;
    Former<Agreement> former_agreements_;
    std::pair<Id, Instant> held_since_;
    std::vector<Agreement> agreed_;  // every agreed version, by process, kind and name, newest first
    std::unordered_map<Id, std::size_t> person_by_id_, organisation_by_id_, team_by_id_, calendar_by_id_,
        agreement_by_id_;
    using Names = std::unordered_map<std::string, std::size_t>;
    Names person_by_name_, organisation_by_name_, team_by_name_, calendar_by_name_, agreement_by_name_;
    // Who has a role of a process ("process/role"), in the order of people_: asked at every hand-over.
    std::unordered_map<std::string, std::vector<std::size_t>> members_;
    std::vector<std::size_t> delegating_;

    [[nodiscard]] Outcome<void> put_calendar(const Event& event);
    template <class Entry>
    [[nodiscard]] Outcome<void> put(Entry entry, std::vector<Entry>& entries, Names& by_name,
                                    std::unordered_map<Id, std::size_t>& by_id);
    // As put(); what took its place stays known.
    template <class Entry>
    [[nodiscard]] Outcome<void> put_version(Entry entry, std::vector<Entry>& entries, Names& by_name,
                                            std::unordered_map<Id, std::size_t>& by_id,
                                            Former<Entry>& former);
    void note_agreed(const Agreement& agreement);
    void index_members(const Person& person, std::size_t at, bool add);
};

using DirectoryPtr = std::shared_ptr<const Directory>;

}  // namespace reeve::records
