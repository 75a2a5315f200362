#pragma once
// A record type as a finite model (semantics section 9): its dimensions, and every expression as a diagram
// over them.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "process/model.hpp"
#include "verify/diagram.hpp"
#include "verify/domain.hpp"
#include "verify/link_model.hpp"
#include "verify/model_parts.hpp"
#include "verify/past.hpp"
#include "verify/vector.hpp"

namespace reeve::verify {

// Bits of a mask that stands for a role or for a field's class: the values themselves, then these two.
inline constexpr unsigned null_bit = 62;
inline constexpr unsigned error_bit = 63;
// Of a clock's limit: it has one, it has none.
inline constexpr Mask has_target = 1;
inline constexpr Mask no_target = 2;

// What expressions ask of the people who did an act: whether somebody is among them, something of each, how
// many there are.
enum class AskedOfPeople : std::uint8_t { among, each, number };

struct Model {
    const process::Process* process = nullptr;
    const process::RecordType* type = nullptr;
    Index type_index = 0;
    Layout layout;
    Diagrams diagrams;
    std::vector<Domain> domains;         // by field
    std::vector<DimensionIndex> fields;  // by field
    DimensionIndex state = 0, holder = 0, leg_open = 0, desk = 0, actor = 0;
    std::optional<DimensionIndex> previous;             // who had it before, where something is handed back
    std::optional<DimensionIndex> team, previous_team;  // whether a team has it, where that field goes along
    std::optional<DimensionIndex> assignee, reporter, logger;  // tokens
    std::map<Index, DimensionIndex> acting;                    // by role: whether the actor has it
    std::uint32_t tokens = 1;
    AskedOfPeople of_people = AskedOfPeople::among;
    bool too_many_people = false;  // are told apart to have a token for each
    Monitors monitors;
    std::vector<LinkModel> links;  // its own, then those that lead to it and of which something asks
    std::vector<Origin> origins;   // where other records make it
    bool made_unseen = false;      // from which nothing here asks for
    std::vector<ActModel> acts;    // of the process; behind them the ticks of steps that ask for something
    std::vector<TickModel> ticks;
    std::vector<std::pair<Index, Root>> computed;  // in an order in which each reads only earlier ones
    std::map<Index, Root> standards;               // defaults, by field
    Root first = 0;                                // roles
    std::vector<ClockModel> clocks;
    std::vector<ApprovalModel> approvals;
    std::vector<std::uint64_t> covered_by;  // by field: a bit for each approval that is about it
    std::vector<RuleModel> rules;
    std::vector<LimitModel> keyed;                      // limits of the process
    std::vector<LateField> late;                        // in the order of the fields
    std::vector<std::vector<EffectModel>> enter, exit;  // by state
    std::vector<EdgeModel> on;
    std::map<process::BuiltIn, Root> built_in;  // when it may be done, where the process says so
    std::set<std::uint32_t> tables;             // that some expression asks
    std::vector<std::string> limits;            // what was too large to be told exactly
    std::string beyond;                         // why nothing can be explored; empty: it can be
    std::uint64_t ways = 0;                     // so many ways of answering expressions were tried
    std::uint64_t ways_most = 0;                // above, they may come to anything, and all is beyond
    std::uint64_t form_most = 0;                // ways of filling in a form; of a larger one fields are late

    [[nodiscard]] std::uint32_t of(DimensionIndex d, const Vector& v) const { return layout[d].at.of(v); }
    void set(DimensionIndex d, Vector& v, std::uint32_t value) const { layout[d].at.set(v, value); }
    std::vector<Index> shown;  // fields that those that are linked to it read

    [[nodiscard]] const LateField* late_field(Index field) const;
    [[nodiscard]] bool is_shown(Index field) const;
    // Whether writing those bits may have put the shares of the clock elsewhere, reached or not yet.
    [[nodiscard]] bool moves_shares(const ClockModel& clock, const Vector& written) const;
    // The one by that inverse of its type; null where nothing asks for it.
    [[nodiscard]] const LinkModel* inverse(std::size_t index) const;
};

// `ways_most`: of answering its expressions, each way a call of the evaluator. `form_most`: ways of filling
// in a form that are all tried.
inline constexpr std::uint64_t ways_in_all = 50'000'000;
inline constexpr std::uint64_t ways_of_a_form = 10'000;
[[nodiscard]] Model model_of(const process::Process& process, Index type, const Outcomes& outcomes,
                             std::uint64_t ways_most = ways_in_all, std::uint64_t form_most = ways_of_a_form);

}  // namespace reeve::verify
