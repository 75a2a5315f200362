#pragma once
// One decision on its way: the records that it touches, each as a draft to which changes are applied exactly
// as replay will apply them, and all that is missing.

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "records/activation_internal.hpp"
#include "records/command.hpp"
#include "records/decide.hpp"

namespace reeve::records {

// Who does something: a person, or the desk (then without a person).
struct Doer {
    Actor actor;
    const Person* person = nullptr;
};

// A record on its way through a decision.
struct Draft {
    const process::Process* process = nullptr;  // the record's; of a linked one perhaps another
    const process::RecordType* type = nullptr;
    const Record* before = nullptr;  // as committed; null while it is being created
    // Of one that is created: as its making left it, where it is acted on at once.
    std::unique_ptr<const Record> made;
    Record record;                              // as it stands, the open event's changes included
    std::vector<Event> events;                  // finished ones
    std::optional<Event> event;                 // the open one
    std::int64_t leg_before = 0;                // before the open event
    std::vector<std::string> documents_coming;  // kinds of the attachments that come along
    std::set<std::string> links_open_before;    // links that had an open end before the open event
    ChosenRows rows;                            // of the open event
    std::vector<std::string> coming;            // contents that the transaction attaches in later events
    std::vector<process::Index> relied;         // approvals on which the open event's act rests
    std::vector<process::Index> opening;        // approvals that its effects open
    bool rounds_wait = false;                   // what follows for the rounds is told by an event of its own
    bool settled = false;                       // what the open event brings about was settled
    std::vector<process::Index> notices;        // that effects of the open event send
    std::map<process::Index, process::ClockOrders> clock_orders;  // of effects of the open event
    std::vector<const process::Publish*> publishing;              // the same, said once it is finished
    std::set<std::size_t> edges_crossed;                          // each once in a decision
    // Clocks that begin though nothing begins them now, and since when they count: of rules that a version
    // adds.
    std::map<process::Index, Instant> owed;
    bool prompts_end = false;  // it was acted on so often that there is no end to it

    [[nodiscard]] std::int64_t version_before() const { return before == nullptr ? 0 : before->version; }
    [[nodiscard]] Id last_event() const { return events.empty() ? Id{} : events.back().id; }
};

class Decision {
public:
    Decision(Situation& situation, const Command& command);

    [[nodiscard]] const process::Process& process() const { return *situation.process; }
    [[nodiscard]] const Directory& directory() const { return *situation.directory; }

    Situation& situation;
    const Command& command;
    Doer doer;
    Instant at;            // when it holds: occurred_at of its events
    std::string language;  // of refusals
    std::vector<Unmet> unmet;
    bool ill_formed = false;  // what was sent could not be taken: what follows from it is not worth asking
    bool nobody_further = false;      // a hand-over found no next holder
    std::optional<Instant> possible;  // before which what was tried is not
    std::string breached;             // the clock whose breach causes this
    bool retried = false;  // the desk did what it had been refused before, or what it was waiting for

    // The draft of a record; the first is the acting record's. What is created has no `before`.
    Draft& draft(const Record& committed);
    Draft& create(const process::RecordType& type);
    [[nodiscard]] Draft* find(Id record);
    // The type of a record, this process's or another's; null where its process is not loaded.
    [[nodiscard]] const process::RecordType* type_of(const Record& record) const;
    [[nodiscard]] const process::Process* process_of(const Record& record) const;
    [[nodiscard]] std::vector<std::unique_ptr<Draft>>& drafts() { return drafts_; }
    // A stream on which the decision rests, other than those it writes to.
    void rests_on(Id stream, std::int64_t version);

    // Opens the draft's next event; the changes that follow belong to it.
    Event& begin(Draft& draft, std::string type, const Doer& who, std::string audience, Id cause);
    void change(Draft& draft, Change change);
    // A text of the open event; the change that points to it is the caller's.
    static void add_text(Draft& draft, std::string path, std::string value);
    void finish(Draft& draft);

    // Something that is missing. Of another record than the acting one the sentence names it.
    void miss(const Draft& draft, std::string what, std::string field, std::string why);
    [[nodiscard]] View view(const Draft& draft, const Person* actor) const;
    // To what follows from the draft's open event, which counts as done; nobody acts there.
    [[nodiscard]] View view_after(const Draft& draft) const;
    // Of the record as committed, by its own process: draft.before is there.
    [[nodiscard]] View view_before(const Draft& draft, const process::Process& process,
                                   const process::RecordType& type) const;
    // "cannot be evaluated: …, at line 12" of an expression that came to an error.
    [[nodiscard]] static std::string cannot_evaluate(const process::Expression& expression,
                                                     const cel::Value& error);

    // What came of it: all that is missing, or the plan, numbers drawn.
    [[nodiscard]] Outcome<Plan> conclude();

private:
    void settle_what_is_left(Draft& draft);
    void draw_numbers();
    void say_endless_prompts();
    void add_follow_ups(Plan& plan) const;
    [[nodiscard]] bool is_to_be_retried(const Draft& draft) const;

    std::vector<std::unique_ptr<Draft>> drafts_;
    std::vector<Expected> rests_on_;
};

// What a record shows of itself to those that are linked to it, beside number, state and kind.
struct Shown {
    std::string outcome;
    Json shared;
};
[[nodiscard]] Shown shown_of(const process::RecordType& type, const Record& record);
[[nodiscard]] Linked linked_to(std::string link, const process::RecordType& type, const Record& other);
[[nodiscard]] LinkedSeen seen_of(const process::RecordType& type, const Record& other);
// Whether the end says of the record what it would see now.
[[nodiscard]] bool knows(const LinkEnd& end, const process::RecordType& type, const Record& other);

// Whether the text is one of the record's own: "title" or "description".
[[nodiscard]] bool is_own_text(std::string_view field);

}  // namespace reeve::records
