#pragma once
// The act that a step does, and how it counts in what is remembered of the past.

#include <utility>
#include <vector>

#include "verify/footing.hpp"

namespace reeve::verify {

class StepPast : public Footing {
protected:
    explicit StepPast(const Model& model) : Footing(model), type_(*model.type) {}

    const process::RecordType& type_;
    const ActModel* act_ = nullptr;
    bool leg_changed_ = false;
    bool creating_ = false;
    std::vector<std::pair<process::Function, Index>> began_;  // parts of the past, in this act

    [[nodiscard]] const process::State& state() { return type_.states[get(model_.state)]; }
    [[nodiscard]] bool has_begun(const PartOfPast& part);
    [[nodiscard]] bool has_begun_now(const PartOfPast& part) const;
    void begin_scope(process::Function scope, Index since);
    void begin_scopes(const ActModel& act);
    void note_done(const ActModel& act);
    void count_up(DimensionIndex dimension);
    [[nodiscard]] Mask ask_after(Root root);

private:
    void note_parts(Index act);
};

}  // namespace reeve::verify
