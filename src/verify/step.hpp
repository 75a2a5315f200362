#pragma once
// One step of the model, as decide and apply take it (semantics section 2, steps c to l).

#include <vector>

#include "verify/choices.hpp"
#include "verify/step_past.hpp"
#include "verify/tried.hpp"

namespace reeve::verify {

class Stepper : public StepPast, public AllTried {
public:
    explicit Stepper(const Model& model) : StepPast(model) {}

    // Whether the move can be tried at all in this state; cheap.
    [[nodiscard]] bool concerns(const Move& move, const Vector& state) const;
    // Takes one way of the move; `state` becomes what follows.
    void take(const Move& move, Choices& choices, Vector& state, Taken& taken);
    void tell(StepTold* told) { told_ = told; }  // of the steps that follow; null for nobody
    // Clocks are put aside where the steps that follow settle them; null: they are settled as they go.
    void put_clocks_aside(ClockCourses* courses) { courses_ = courses; }
    [[nodiscard]] const Aside& aside() const { return aside_; }
    // A clock stood so where it was settled.
    void show(Index clock, ClockCourse::From& from);
    // The state before the first move: nothing there yet.
    [[nodiscard]] Vector nothing() const;

    void prepare();
    // Whether somebody is there, or may come, who did nothing of what is remembered.
    [[nodiscard]] bool has_room_for_somebody(const Vector& state);

private:
    StepTold* told_ = nullptr;
    Taken* taken_ = nullptr;
    bool by_breach_ = false;
    bool fresh_ = false;          // no record before it
    std::vector<bool> crossed_;   // edges, each once in a step
    bool refusable_ = false;      // effects may be refused that were carried out
    std::vector<Index> entered_;  // states, in this step

    bool refuse(Refusal::Why why, std::uint32_t need = 0);
    // step.cpp: an act
    [[nodiscard]] bool is_due(const ActModel& act);
    void take_desk(const ActModel& act);
    bool take_act(const ActModel& act);
    void take_form(const ActModel& act);
    bool take_defaults(const ActModel& act);
    bool check_needs(const ActModel& act);
    bool carry_out(const std::vector<EffectModel>& effects);
    [[nodiscard]] bool may(process::BuiltIn act);
    [[nodiscard]] bool is_asked(const process::Rule& rule) const;
    void check_rules(Taken& taken);
    void tell_what_was_found();
    bool take_turned(const ActModel& log);
    std::vector<process::ClockOrders> orders_;  // step_effects.cpp: of every clock
    bool follow_order(const EffectModel& effect);
    void move_otherwise(const LinkModel& moved);
    bool compute();
    void begin_step();
    void begin_act();
    // step_people.cpp
    bool take_person(const ActModel& act, const process::By* by);
    void take_roles(const ActModel& act, std::optional<Index> as);
    [[nodiscard]] bool has_other_role(std::uint32_t person, Index role);
    [[nodiscard]] bool may_lose_votes(const process::Approval& approval) const;
    // step_follows.cpp
    bool leave_states(Index left, Index target);
    bool enter_states(Index left, Index target);
    void enter_state(Index state);
    void write(Index field, std::uint32_t value);
    bool follow_edges();
    bool settle_step();
    bool settle_what_happened();
    // step_limits.cpp
    void note_key(Index field, bool changed);
    bool count_limits();
    bool take_others(Index limit);
    // step_approvals.cpp
    RoundsInStep rounds_;
    [[nodiscard]] RoundStand round(const ApprovalModel& approval);
    void put_round(const ApprovalModel& approval, RoundStand stand);
    void note_form(const process::Act& act);
    void note_link(Index link);
    void void_changed();
    [[nodiscard]] bool hears_nobody(const ApprovalModel& approval) const;
    bool ask_seats(const ApprovalModel& approval);
    bool settle_rounds();
    bool settle_round(std::size_t approval);
    [[nodiscard]] bool is_excluded(const std::vector<process::Exclusion>& exclude, std::uint32_t person);
    [[nodiscard]] std::uint32_t seats_to_fill(const ApprovalModel& approval);
    [[nodiscard]] bool can_agree(const ApprovalModel& approval);
    bool take_vote(const Move& move);
    void open_following(Index approval);
    [[nodiscard]] bool take_back(const Move& move);
    [[nodiscard]] bool concerns_round(const Move& move, const Vector& vector) const;
    // step_custody.cpp
    bool first_leg();
    [[nodiscard]] Mask roles_in(Mask mask) const;
    bool move_custody(const ActModel& act);
    [[nodiscard]] bool is_other_custody(std::uint32_t role, std::uint32_t team);
    bool pass_to(const process::Act& act, std::uint32_t role, std::uint32_t team, std::uint32_t cause);
    void open_leg(std::uint32_t role, std::uint32_t team, std::uint32_t cause, bool other);
    bool hand_back();
    [[nodiscard]] std::uint32_t team_now();
    // step_clocks.cpp
    void settle_clocks();
    void settle(std::uint32_t clock);
    ClockCourses* courses_ = nullptr;  // step_aside.cpp
    Aside aside_;
    void set_clocks_aside();
    [[nodiscard]] std::uint32_t context_of(std::uint32_t clock) const;
    [[nodiscard]] std::uint32_t course_of(std::uint32_t clock);
    [[nodiscard]] ClockCourse learn_course(std::uint32_t clock);
    void watch(const ClockModel& clock);
    bool take_clock(const Move& move);
    bool take_retry(const Move& move);
    [[nodiscard]] bool stops(const process::Clock& clock);
    [[nodiscard]] bool begins_now(const process::Clock& clock) const;
    [[nodiscard]] bool stopped_already(const process::Clock& clock, bool by_effect, bool goes_on);
    [[nodiscard]] bool comes_to_hold(const process::Clock& clock, const process::ClockStop& stop);
    [[nodiscard]] Mask target_of(const ClockModel& clock);
    [[nodiscard]] ClockStand gone_on(const ClockModel& model, ClockStand stand, ClockStand::Kind going);
    [[nodiscard]] bool pauses(const process::Clock& clock);
    [[nodiscard]] bool concerns_holder(const process::Clock& clock);
    bool take_deed(Index act);
    // step_built_in.cpp
    bool take_edit(Index field);
    bool take_other_edit();
    bool take_late_edit();
    bool take_assign();
    bool take_tick(const Move& move);
    // step_links.cpp
    bool take_link();
    bool take_origin(const process::By& by);
    bool take_partner();
    void change_count(const LinkModel& link, std::uint32_t of, bool more);
    bool act_on_linked(const process::ActOnLinked& on);
    // step_newcomers.cpp
    bool take_newcomer();
    [[nodiscard]] bool did_something(std::uint32_t person);
    [[nodiscard]] bool may_stay_away(std::uint32_t person);
    [[nodiscard]] bool is_bound(std::uint32_t person);
    [[nodiscard]] bool did_the_same(std::uint32_t a, std::uint32_t b);
    // step_structure.cpp: what is owed
    void work_out(const EffectModel& effect);
    bool take_aside(Index state);
};

}  // namespace reeve::verify
