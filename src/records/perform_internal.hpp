#pragma once
// One act on one record, from its form to its clocks (semantics section 2, steps e to k). Used alike for what
// a person asked, for what the desk does by itself, and for what follows on a linked record.

#include <functional>
#include <string>
#include <vector>

#include "records/candidate_internal.hpp"
#include "records/needs_internal.hpp"

namespace reeve::records {

// How deep acts on linked records may lead (root, linked, their links), and how many records one act may
// touch.
inline constexpr int depth_max = 2;
inline constexpr std::size_t touched_max = 1000;

struct Deed {
    const process::Act* act = nullptr;
    Doer doer;
    Sent sent;
    std::optional<Said> said;
    std::vector<AttachmentPart> attachments;
    std::vector<LinkPart> links;
    std::vector<TreePart> trees;
    Id cause;  // the event that made the desk act
    const char* custody_cause = "act";
    int depth = 0;
};

// The act's event, and what is said with it, on the draft. Permission and state are the caller's to have
// checked. What is missing is in the decision afterwards; the draft is then of no use.
void perform(Decision& decision, Draft& draft, const Deed& deed);

// How a record comes to be.
struct Birth {
    // As far as known: goes on though something is missing, to tell what would come of it; nothing of that is
    // for keeping.
    enum class Extent : std::uint8_t { whole, as_far_as_known } extent = Extent::whole;
    Deed deed;  // of the type's creating act
    Id reporter;
    std::string channel;
    std::optional<Instant> claimed;    // when it happened, as somebody says
    std::function<void(Draft&)> fill;  // sets what is known of it, in its open event; may be empty
    std::optional<Linked> origin;      // the record that it is made from
};
void bear(Decision& decision, Draft& draft, const Birth& birth);

// What an act that may not be done yet lacks.
void check_not_before(Decision& decision, const Draft& draft, const process::Act& act);

// What the act says and brings along, each audience in an event of its own.
void say(Decision& decision, Draft& draft, const Doer& doer, const std::optional<Said>& said,
         const std::vector<AttachmentPart>& attachments, Id cause);

// Of what kinds the documents are that come along; empty: of none.
[[nodiscard]] std::vector<std::string> kinds_of(const std::vector<AttachmentPart>& attachments);
// What later events of the transaction attach is put before an approval as if it were there already.
void announce(Draft& draft, const std::vector<AttachmentPart>& attachments);

// effects.cpp: in the file's order.
void carry_out_effects(Decision& decision, Draft& draft, const Deed& deed,
                       const std::vector<process::Effect>& effects);
// passage.cpp: exit effects from the present state outwards, and entry effects inwards to the target.
void leave_states(Decision& decision, Draft& draft, const Deed& deed, process::Index target);
// `left`: the state before; nothing of a new record.
void enter_states(Decision& decision, Draft& draft, const Deed& deed, std::optional<process::Index> left,
                  process::Index target);
// links.cpp: links made or undone by a person, on both ends.
void take_links(Decision& decision, Draft& draft, const Doer& doer, const std::vector<LinkPart>& links);
// The same by an effect, to what an expression names: a linked record, an entry of a register, or a number.
void link_by_effect(Decision& decision, Draft& draft, const Deed& deed, const process::Link& link,
                    const cel::Value& other);
// trees.cpp: question trees that were walked with it; missed where a creating act asks one that was not.
void take_trees(Decision& decision, Draft& draft, const Deed& deed);
// rules.cpp: rules of every touched record on its final values (step l).
void check_rules(Decision& decision);
// What cannot be refused breaks a rule all the same: that is noted, once.
void note_rules(Decision& decision);
// An entry of a register that is a row of a table: no other says what holds in the same case.
void check_entry(Decision& decision, const Draft& draft);

}  // namespace reeve::records
