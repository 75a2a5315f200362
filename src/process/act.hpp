#pragma once
// What can be done with a record: by whom, with which form and needs, and what it causes.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "process/approval.hpp"
#include "process/delay.hpp"
#include "process/effect.hpp"
#include "process/expression.hpp"
#include "process/index.hpp"
#include "process/words.hpp"

namespace reeve::process {

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
    // more pressing. approval: its last round said yes to what is there. link: so many linked records, in a
    // state or with an outcome where that is said. document: an attachment, newer than an act where that is
    // said. checklist: all its steps are ticked. dossier: all its needs are met. time_entry: so many minutes
    // were logged, likewise since an act.
    enum class Kind : std::uint8_t {
        field,
        comment,
        condition,
        first_in_order,
        approval,
        link,
        document,
        checklist,
        dossier,
        time_entry
    };
    Kind kind = Kind::field;
    std::string name;  // unique in its act: "solution", "comment", or as given
    Index field = 0;
    std::size_t length_min = 1;              // code points, of a text or comment
    Audience audience = Audience::internal;  // of the comment
    std::optional<Expression> when;          // the need counts only where this holds
    std::optional<Expression> condition;
    bool unless_comment = false;       // of first_in_order: a comment with the reason lifts it
    Index index = 0;                   // of the approval, link, checklist or dossier
    std::size_t count_min = 1;         // of links and documents; minutes of a time entry
    std::optional<Expression> linked;  // of a link: which of them count; sees `linked`
    std::optional<Index> since;        // of a document or time entry: newer than this act was done last
    bool by_actor = false;             // of a time entry: of whoever acts
    std::optional<Index> document;     // of what kind, where it is to be of one
    Words why;                         // the sentence a refusal says
    int line = 0;
};

// An organisation through which a record came before its first holder had it (G4).
struct Via {
    Index field = 0;  // names the organisation
    Index role = 0;   // which has it there
};

struct Act {
    std::string name;
    Words title;
    std::vector<Index> from;      // states that can be entered; empty for the act that creates
    std::vector<Index> wholes;    // of what `from` names: those with states in them
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
        hand_over_team;           // a team field: its value on the candidate becomes the holder's team
    bool hand_back = false;       // hands over to whoever had it before; nobody = the act is refused
    std::optional<Index> reason;  // a field of the form: its value is the new leg's coded reason
    std::optional<Automatic> automatic;
    std::optional<Expression> as_soon_as;  // the desk does it when this comes to hold (G10)
    std::optional<NotBefore> not_before;
    std::vector<Exclusion> exclude;  // who may not do it
    std::optional<Index> otherwise;  // of the creating act: for callers whom `by` refuses (G17)
    std::optional<Index> on_behalf;  // `for`, of the creating act: the person whose record it is
    std::vector<Via> via;            // of the creating act: legs before the first holder's
    std::vector<Index> asks;         // trees of the process that are walked with it
    bool offline = false;            // counts from the instant that a device says
    Audience comment_audience = Audience::internal;  // of a comment sent along without saying
    int line = 0;

    [[nodiscard]] bool moves_custody() const { return hand_over || hand_over_team || hand_back; }
};

}  // namespace reeve::process
