#pragma once
// A small desk in memory for tests: records, people, time and what is due, around decide(). Every accepted
// plan is checked as it is committed: replay equals live, legs partition time, storing is exact.

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "process/model.hpp"
#include "records/decide.hpp"

namespace reeve::records::testing {

// A shipped process, loaded once. Aborts the tests with its problems when it does not load.
[[nodiscard]] const process::Process& shipped(const std::string& id);
// The bytes of a file, its path from the project's root.
[[nodiscard]] std::string text_of(const std::string& path);
// Such a file as a process "test".
[[nodiscard]] process::ProcessPtr loaded_from(const std::string& path);

// "2014-01-20 09:00", "2014-01-20 09:00:00.001" in Mozambique (UTC+2, no daylight saving).
[[nodiscard]] Instant at(std::string_view local);

class World : public Facts, public Supply {
public:
    explicit World(const process::Process& process);

    // ---- people and places: those of the shipped demonstration, and more
    // A new version of one that there is; what reaches the clocks follows at once.
    void add_calendar(const std::string& name, const std::string& json, Instant effective = Instant::never());
    void add_organisation(const std::string& name, const std::string& kind, const std::string& calendar);
    // A new version of the agreement of that id, or its first.
    void add_agreement(Agreement agreement);
    void add_team(const std::string& name, const std::string& organisation = "",
                  const std::string& calendar = "");
    void add_person(const std::string& name, const std::string& organisation,
                    const std::vector<std::string>& roles, const std::string& team = "");
    // Her delegate from and until; nobody any more where `delegate` is empty.
    void delegate(std::string_view name, std::string_view delegate, Instant from = {},
                  Instant until = Instant::never());
    [[nodiscard]] Id who(std::string_view name) const;
    [[nodiscard]] const Directory& directory() const { return *directory_; }

    // ---- commands; on success they are committed, with everything that follows at once
    [[nodiscard]] Command command(std::string_view person, Command::Kind kind, std::string_view number = {});
    Outcome<std::string> log(std::string_view person, const std::string& type, JsonObject fields,
                             std::string title = "It fails", std::string reporter = "");
    Outcome<void> act(std::string_view person, std::string_view number, const std::string& act,
                      JsonObject fields = {}, std::string comment = "", std::string audience = "");
    Outcome<Plan> submit(const Command& command);
    // Decides without committing.
    [[nodiscard]] Outcome<Plan> decide_only(const Command& command);

    // ---- time: everything due on the way is done, in order; breaches at `to` itself stay open
    void advance(Instant to);
    void advance(std::string_view local) { advance(at(local)); }
    Instant now;
    bool follows_directory = true;  // false: a change of the directory sets nothing off

    [[nodiscard]] const Record& get(std::string_view number) const;
    [[nodiscard]] const std::map<Id, Record>& records() const { return records_; }
    [[nodiscard]] const std::vector<Event>& events(Id record) const { return events_.at(record); }
    [[nodiscard]] std::vector<std::string> event_types(std::string_view number) const;
    // The last instance of a clock: "running until 2014-01-20 10:00", "met", "paused".
    [[nodiscard]] std::string clock(std::string_view number, std::string_view name) const;
    [[nodiscard]] std::string holder(std::string_view number) const { return get(number).holder.role; }
    // What was found wrong while committing; empty = nothing.
    [[nodiscard]] const std::vector<std::string>& faults() const { return faults_; }
    [[nodiscard]] Situation situation(const Record* record);

    // ---- Facts and Supply
    [[nodiscard]] const Record* record(Id id) override;
    [[nodiscard]] const Record* record(std::string_view number) override;
    [[nodiscard]] Ahead ahead(const Record& like, std::span<const std::string> states) override;
    [[nodiscard]] const process::Process* process_of(const Record&) override { return &process_; }
    [[nodiscard]] std::vector<Event> journal(const Record& record) override { return events(record.id); }
    [[nodiscard]] std::vector<const Record*> entries(const process::Process& process,
                                                     const process::RecordType& type,
                                                     std::size_t most) override;
    [[nodiscard]] Ahead counting(const LimitKey& key, std::span<const Id> except) override;
    [[nodiscard]] Id id() override { return Id{1, ++given_.ids}; }
    [[nodiscard]] std::int64_t number(std::string_view series) override {
        return ++given_.numbers[std::string(series)];
    }

    // What was given out so far; and taken back, so that a decision can be made again.
    struct Given {
        std::uint64_t ids = 0;
        std::map<std::string, std::int64_t> numbers;
    };
    [[nodiscard]] const Given& supply() const { return given_; }
    void supply_again(const Given& given) { given_ = given; }
    [[nodiscard]] std::int64_t events_count() const;

private:
    struct Due {
        Id record;
        DueTimer timer;
    };
    void staff_starter();
    [[nodiscard]] std::optional<Due> next_due(Instant to) const;
    void run(const Due& due);
    void run_follow_ups();
    void commit(const Plan& plan);
    void check(const Record& record);
    void check_scopes(const Record& record);
    void check_recount(const Record& record, const process::RecordType& type, const ClockInstance& clock);
    void fault(const Record& record, const std::string& what);
    void enter(Event event);

    const process::Process& process_;
    std::shared_ptr<Directory> directory_ = std::make_shared<Directory>();
    std::map<Id, Record> records_;
    std::map<Id, std::vector<Event>> events_;
    std::map<std::string, Id, std::less<>> by_number_;
    std::deque<FollowUp> follow_ups_;
    Given given_;
    std::vector<std::string> faults_;
};

}  // namespace reeve::records::testing
