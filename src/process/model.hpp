#pragma once
// The checked model of a process: what a folder of YAML means after every name in it has been resolved.
// Immutable once loaded; shared between threads.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/instant.hpp"
#include "process/expression.hpp"
#include "process/span.hpp"
#include "process/table.hpp"
#include "process/words.hpp"

namespace reeve::process {

using Index = std::uint32_t;  // into the list that the field's name says

// What a role's members may know: wholly, of their organisations' records, or only their own (decision 0004).
enum class Sees : std::uint8_t { all, organisation, own };

struct Role {
    std::string name;
    Words title;
    Sees sees = Sees::all;
    bool reads_internal = true;  // internal entries; false is the default where sees is own
    bool is_reporter = false;    // `is: reporter`: the person who reported the record
    std::optional<Index> at;     // the organisation field whose organisation the membership must be of
    std::string at_name;         // as written; fields belong to types, so each type resolves it by name
};

struct ChoiceValue {
    std::string name;
    Words title;
};

struct Choice {
    std::string name;
    Words title;
    std::vector<ChoiceValue> values;  // in order: for a priority the first is the most pressing
    [[nodiscard]] std::optional<Index> find(std::string_view value) const;
};

enum class FieldKind : std::uint8_t {
    text,
    choice,
    integer,
    boolean,
    instant,
    duration,
    person,
    team,
    organisation
};

struct Field {
    std::string name;
    Words title;
    FieldKind kind = FieldKind::text;
    Index choice = 0;  // of a choice
    bool long_text = false;
    bool personal = false;               // its value is a text: erasable, never in the skeleton
    bool required = false;               // from creation on
    std::string organisation_kind;       // of an organisation; empty = any
    std::size_t length_max = 4000;       // code points, of a text
    std::optional<Expression> standard;  // `default:` when nothing was sent at creation
    std::optional<Expression> is;        // computed: never sent, a function of the others
};

// Of whom a waiting state awaits the next move.
enum class Waiting : std::uint8_t { none, reporter, vendor, date };

struct State {
    std::string name;
    Words title;
    bool open = false;
    bool end = false;
    Waiting waiting = Waiting::none;
};

enum class Audience : std::uint8_t { open_to_all /* "public" */, internal };

// Who may do an act: a role, or by relation to the record.
struct By {
    enum class Kind : std::uint8_t { role, holder, assignee, desk, linked, administrator };
    Kind kind = Kind::role;
    Index role = 0;
};

// What an act may be sent: one of the record's own texts or a field.
struct FormItem {
    enum class Kind : std::uint8_t { title, description, field };
    Kind kind = Kind::field;
    Index field = 0;
    bool required = false;
};

struct Need {
    // first_in_order (S7): no record of the type in one of the act's from-states, with the same holder, is
    // more pressing.
    enum class Kind : std::uint8_t { field, comment, condition, first_in_order };
    Kind kind = Kind::field;
    std::string name;  // unique in its act: "solution", "comment", or as given
    Index field = 0;
    std::size_t length_min = 1;              // code points, of a text or comment
    Audience audience = Audience::internal;  // of the comment
    std::optional<Expression> when;          // the need counts only where this holds
    std::optional<Expression> condition;
    bool unless_comment = false;  // of first_in_order: a comment with the reason lifts it
    Words why;                    // the sentence a refusal says
    int line = 0;
};

struct Set {
    Index field = 0;
    Expression value;
};

// A linked record made by an act: `create: {visit: {link: visits, fields: {…}, holder: role}}`.
struct Create {
    Index type = 0;
    Index link = 0;    // of the acting record's type
    Expression title;  // string
    std::optional<Expression> description;
    std::vector<Set> fields;  // of the created type; computed on the parent's candidate
};

// `do X on links.L`: the act is done on each open target, in the same transaction.
struct ActOnLinked {
    Index link = 0;
    Index act = 0;  // of the target type
};

struct Effect {
    enum class Kind : std::uint8_t { set, assign_actor, unassign, create, act_on_linked };
    Kind kind = Kind::set;
    std::optional<Set> set;
    std::optional<Create> create;
    std::optional<ActOnLinked> on_linked;
    int line = 0;
};

struct Automatic {
    Span after;  // since the last entry of the from-state, 24-hour days
};

struct Act {
    std::string name;
    Words title;
    std::vector<Index> from;      // states; empty for the act that creates
    std::optional<Index> to;      // absent: the state stays
    bool creates_record = false;  // the type's `log`
    bool reopens = false;         // may leave an end state
    bool keeps_state = false;     // a hand-over that does not arrive
    std::vector<By> by;
    std::vector<FormItem> form;
    std::optional<Expression> when;
    Words when_why;  // what a refusal says where `when` does not hold
    std::vector<Need> needs;
    std::vector<Effect> then;
    std::optional<Expression> hand_over;  // maybe role: none = nobody further, the act is refused
    std::optional<Index>
        hand_over_team;  // a team field: its value on the candidate becomes the holder's team
    std::optional<Automatic> automatic;
    Audience comment_audience = Audience::internal;  // of a comment sent along without saying
    int line = 0;
};

struct ClockStop {
    enum class Kind : std::uint8_t { act, state, hand_over, link_closed };
    Kind kind = Kind::act;
    Index index = 0;  // of the act, state or link
};

struct ClockPause {
    enum class Kind : std::uint8_t { state, waiting, link_open, condition };
    Kind kind = Kind::state;
    Index index = 0;  // of the state or link
    Waiting waiting = Waiting::none;
};

struct Clock {
    std::string name;
    Words title;
    enum class Starts : std::uint8_t { once, each_leg } starts = Starts::each_leg;
    std::vector<Index> holders;      // only legs held by one of these roles; empty = all
    std::optional<Index> starts_at;  // an instant field: counted from it, where set
    std::vector<ClockStop> stops;
    std::vector<ClockPause> pauses;
    std::optional<Expression> limit;  // span or duration, or maybe one: none = no clock for this leg
    std::optional<Index> due_field;   // or due at the instant in this field, while set
    // In whose time it counts.
    enum class CalendarOf : std::uint8_t {
        named,
        organisation_field,
        always
    } calendar_of = CalendarOf::always;
    Index calendar_field = 0;
    std::string calendar;  // of `named`
    std::optional<int> warn_percent;
    std::optional<Index> on_breach;  // an act done by the desk
    int line = 0;
};

struct Link {
    std::string name;
    Words title;
    Index target_type = 0;  // of the same process
    std::string inverse;    // the link's name seen from the target
    std::size_t max = 200;
    cel::Type linked;  // of an element of its list in expressions (process/types.hpp)
};

struct Rule {
    std::string name;
    Words title;
    std::vector<std::string> answers;  // rows of the requirements, contract clauses
    bool never = false;                // else always
    Expression condition;
    Words why;
    int line = 0;
};

struct Custody {
    std::vector<Index> holders;    // roles, in the file's order
    Expression first;              // role of the first leg
    std::optional<Index> team;     // a team field: its value becomes the team of the first leg's holder
    std::optional<Index> arrives;  // the state in which a hand-over arrives
};

// The order of a queue: by the priority's rank, by a clock's due instant.
struct OrderKey {
    enum class Kind : std::uint8_t { priority, clock_due, created } kind = Kind::priority;
    Index clock = 0;
};

struct RecordType {
    std::string name;
    Words title;
    std::string kind;                   // ITIL, from the closed list of the glossary
    std::string number;                 // "EPTS-{seq:5}"
    std::optional<Index> priority;      // the choice field that is the record's priority
    std::vector<int> ranks;             // of each value of that choice: 1 (most pressing) to 5
    std::optional<Index> organisation;  // the field that is the record's organisation
    std::vector<Field> fields;
    std::vector<State> states;
    Index start = 0;
    Custody custody;
    std::vector<Act> acts;
    std::vector<Clock> clocks;
    std::vector<Link> links;
    std::vector<Rule> rules;
    std::vector<OrderKey> order;
    std::vector<Index> computed;  // fields with `is`, in an order in which each reads only earlier ones
    cel::Type object;             // of `record` and `old` in expressions
    cel::Type links_object;       // of `links`

    [[nodiscard]] std::optional<Index> field(std::string_view name) const;
    [[nodiscard]] std::optional<Index> state(std::string_view name) const;
    [[nodiscard]] std::optional<Index> act(std::string_view name) const;
    [[nodiscard]] std::optional<Index> clock(std::string_view name) const;
    [[nodiscard]] std::optional<Index> link(std::string_view name) const;
};

struct Process {
    std::string id;  // the folder's name
    int version = 1;
    std::string digest;  // SHA-256 over its files, hexadecimal
    Words title;
    std::string reference;
    std::vector<std::string> languages;
    std::vector<Role> roles;
    std::vector<Choice> choices;
    std::vector<Table> tables;
    std::vector<RecordType> types;

    [[nodiscard]] std::optional<Index> role(std::string_view name) const;
    [[nodiscard]] std::optional<Index> choice(std::string_view name) const;
    [[nodiscard]] std::optional<Index> type(std::string_view name) const;
    [[nodiscard]] std::optional<Index> table(std::string_view name) const;
};

using ProcessPtr = std::shared_ptr<const Process>;

}  // namespace reeve::process
