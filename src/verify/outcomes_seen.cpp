// What exploring a type shows of it to its partners.
#include <algorithm>
#include <map>

#include "verify/explore.hpp"

namespace reeve::verify {
namespace {

class Projecting {
public:
    explicit Projecting(const Exploration& found) : found_(found), model_(*found.model) {
        graph_.process = model_.process;
        graph_.type = model_.type_index;
        graph_.fields = model_.shown;
        graph_.seen = true;
        for (const Index field : model_.shown) {
            const std::vector<cel::Value> values = shown_values(*model_.process, model_.type->fields[field]);
            auto& places = places_.emplace_back();
            for (const Sample& sample : model_.domains[field].samples)
                places.push_back(
                    static_cast<std::uint32_t>(std::ranges::find(values, sample.seen) - values.begin()));
        }
    }

    OutcomeGraph run() {
        std::vector<std::uint32_t> of;
        for (StateIndex at = 0; at < found_.visited.size(); ++at) of.push_back(place_at(at));
        const std::size_t stands = graph_.stands.size();
        std::vector<bool> born(stands), goes(stands * stands);
        for (StateIndex at = 0; at < of.size(); ++at) {
            if (found_.first[at].from == no_state) born[of[at]] = true;
            for (std::uint32_t e = found_.edges_of[at]; e < found_.edges_of[at + 1]; ++e)
                goes[of[at] * stands + of[found_.edges[e].to]] = true;
        }
        for (std::uint32_t from = 0; from < stands; ++from) {
            if (born[from]) graph_.born.push_back(from);
            for (std::uint32_t to = 0; to < stands; ++to)
                if (from != to && goes[from * stands + to]) graph_.steps.emplace_back(from, to);
        }
        return std::move(graph_);
    }

private:
    const Exploration& found_;
    const Model& model_;
    OutcomeGraph graph_;
    std::vector<std::vector<std::uint32_t>> places_;  // of each field's classes
    std::map<std::uint64_t, std::uint32_t> known_;    // stands by what they are made of

    [[nodiscard]] std::uint32_t place_at(StateIndex at) {
        const Vector vector = found_.visited.at(at);
        std::uint64_t made_of = model_.of(model_.state, vector);
        for (const Index field : graph_.fields)
            made_of = made_of * (model_.layout.size(model_.fields[field]) + 1) +
                      model_.of(model_.fields[field], vector);
        const auto [known, is_new] =
            known_.try_emplace(made_of, static_cast<std::uint32_t>(graph_.stands.size()));
        if (is_new) graph_.stands.push_back(stand_of(vector));
        return known->second;
    }

    [[nodiscard]] ShownState stand_of(const Vector& vector) const {
        ShownState stand{model_.of(model_.state, vector), {}};
        for (std::size_t i = 0; i < graph_.fields.size(); ++i)
            stand.values.push_back(places_[i][model_.of(model_.fields[graph_.fields[i]], vector)]);
        return stand;
    }
};

}  // namespace

OutcomeGraph outcomes_seen(const Exploration& found) {
    return Projecting(found).run();
}

}  // namespace reeve::verify
