#pragma once
// A desk in memory on which a way is tried with a real record: decide and apply, a few people, no disk.

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "process/model.hpp"
#include "records/decide.hpp"

namespace reeve::verify {

// Copying one is a way to try two things from the same point.
class Trial final : public records::Facts, public records::Supply {
public:
    // `tokens`: so many people are told apart; with one, a person is her roles.
    Trial(const process::Process& process, std::uint32_t tokens);
    // Records of all of these may be linked; the first is meant where nothing else is said.
    Trial(const std::vector<const process::Process*>& processes, std::uint32_t tokens);

    // People who do nothing but vote have tokens from here on: nothing else tells them apart.
    static constexpr std::uint32_t first_voter = 1000;

    // And who does nothing, but is named in fields.
    static constexpr std::uint32_t only_named = first_voter - 1;

    // Somebody with these roles of the process, made when she is first asked for; a token is one person with
    // as many more as she may have together with them.
    [[nodiscard]] Id person(std::vector<process::Index> roles, std::uint32_t token,
                            const process::Process* of = nullptr);
    // From now on the one votes in the other's place.
    void delegate(Id principal, Id to);
    void make_administrator(Id person);
    [[nodiscard]] std::uint32_t token_of(Id person) const;
    // Whether the desk would show her the record (decision 0004).
    [[nodiscard]] bool knows(Id person, Id record) const;
    // What there is: kinds of organisations, one with people and one without of each, and calendars.
    static constexpr std::string_view any_kind = "house";
    [[nodiscard]] static std::set<std::string> organisation_kinds(const process::Process& process);
    [[nodiscard]] static std::set<std::string> calendars(const process::Process& process);
    // Of which people of the process are: of the kind of a field that a record has from its reporter or
    // actor.
    [[nodiscard]] static std::string home(const process::Process& process);
    // Where every role has members but where nobody is: for a field that names an organisation.
    [[nodiscard]] std::vector<std::string> organisations(const process::Field& field) const;
    [[nodiscard]] static std::vector<std::string> teams() { return {"one", "other"}; }

    [[nodiscard]] records::Command command(Id person, records::Command::Kind kind, Id record = {});
    // Decides and, where it is allowed, commits; what follows from it at once is done as well.
    Outcome<records::Plan> submit(const records::Command& command);
    // The same in two steps: what follows is left for later.
    Outcome<records::Plan> submit_alone(const records::Command& command);
    void follow_up();
    // Would it be allowed?
    [[nodiscard]] Outcome<records::Plan> decide_only(const records::Command& command);
    // The record's next timer, and doing it.
    [[nodiscard]] std::optional<records::DueTimer> next_due(Id record) const;
    Outcome<records::Plan> run(Id record, const records::DueTimer& due);
    [[nodiscard]] const std::map<Id, records::Record>& all() const { return records_; }
    [[nodiscard]] records::Situation situation(const records::Record* record);

    // Told after each commit.
    std::function<void(const records::Plan&)> committed;
    Instant now;

    [[nodiscard]] const records::Record* record(Id id) override;
    [[nodiscard]] const records::Record* record(std::string_view number) override;
    [[nodiscard]] records::Ahead ahead(const records::Record&, std::span<const std::string>) override {
        return {};
    }
    // Ways are tried within one version: nothing asks for what was before.
    [[nodiscard]] std::vector<records::Event> journal(const records::Record&) override { return {}; }
    [[nodiscard]] const process::Process* process_of(const records::Record& record) override {
        return &process(record.process);
    }
    [[nodiscard]] records::Ahead counting(const records::LimitKey& key, std::span<const Id> except) override;
    [[nodiscard]] Id id() override { return Id::of_name("trial " + std::to_string(++ids_)); }
    [[nodiscard]] std::int64_t number(std::string_view series) override {
        return ++numbers_[std::string(series)];
    }

private:
    std::vector<std::shared_ptr<const process::Process>> processes_;
    std::uint32_t tokens_;
    std::shared_ptr<records::Directory> directory_;
    std::map<Id, records::Record> records_;
    std::map<std::string, std::int64_t> numbers_;
    std::map<Id, std::uint32_t> token_ids_;
    std::map<std::pair<const process::Process*, std::uint32_t>, Id> people_;  // by process and token
    std::deque<records::FollowUp> follow_ups_;
    std::uint64_t ids_ = 0;

    // That of the name; the first where there is none of it.
    [[nodiscard]] const process::Process& process(std::string_view id) const;
    [[nodiscard]] std::set<std::string> kinds() const;
    void enter(records::Event event);
    // Each role has somebody.
    void staff(const process::Process& process);
    void commit(const records::Plan& plan);
    // To all with clocks that run.
    void spread(records::FollowUp follow_up);
};

}  // namespace reeve::verify
