// Acts that cause acts on other records: what begins with one must end.
#include <fmt/format.h>

#include <map>

#include "process/load_internal.hpp"
#include "process/moves.hpp"

namespace reeve::process {
namespace {

using Node = std::pair<Index, Index>;  // type, act

class ActGraph {
public:
    explicit ActGraph(Loading& loading) : loading_(loading) {}

    void check() {
        for (Index t = 0; t < types().size(); ++t)
            for (Index a = 0; a < types()[t].acts.size(); ++a) visit({t, a});
    }

private:
    [[nodiscard]] const std::vector<RecordType>& types() const { return loading_.process.types; }

    [[nodiscard]] std::vector<Node> causes(Node node) const {
        std::vector<Node> caused;
        const RecordType& type = types()[node.first];
        for (const Effect* one : effects_of(type, type.acts[node.second])) {
            const Effect& effect = *one;
            if (effect.on_linked)
                caused.emplace_back(type.links[effect.on_linked->link].target_type, effect.on_linked->act);
            const Create* create = effect.creates();
            if (create == nullptr) continue;
            const RecordType& target = types()[create->type];
            for (Index a = 0; a < target.acts.size(); ++a)
                if (target.acts[a].creates_record) caused.emplace_back(create->type, a);
        }
        return caused;
    }

    // Its own, those of the states that it leaves and enters, and those of the edges that it may cross.
    [[nodiscard]] static std::vector<const Effect*> effects_of(const RecordType& type, const Act& act) {
        std::vector<const Effect*> all;
        const auto add = [&](const std::vector<Effect>& effects) {
            for (const Effect& effect : effects) all.push_back(&effect);
        };
        const std::optional<Index> to = target_of(type, act);
        add(act.then);
        if (to) {
            for (const Index state : around(type, *to)) add(type.states[state].enter);
            for (const Index from : act.from)
                for (const Index state : around(type, from)) add(type.states[state].exit);
        }
        const Touches written = written_by(type, act);
        for (const Edge& edge : type.on)
            if (read_by(type, edge.becomes).meets(written)) add(edge.then);
        return all;
    }

    void visit(Node node) {
        const auto [mark, first] = done_.try_emplace(node, false);
        if (!first) {
            if (!mark->second) say_circle(node);
            return;
        }
        path_.push_back(node);
        if (path_.size() <= deep_enough)
            for (const Node& caused : causes(node)) visit(caused);
        path_.pop_back();
        done_[node] = true;
    }

    void say_circle(Node node) {
        std::string circle;
        bool within = false;
        for (const Node& step : path_) {
            within = within || step == node;
            if (within)
                circle +=
                    types()[step.first].name + "." + types()[step.first].acts[step.second].name + " -> ";
        }
        const RecordType& type = types()[node.first];
        const Entry& entry = loading_.sources[node.first].acts[node.second];
        loading_.reading.set_file(loading_.sources[node.first].entry.file);
        loading_.reading.error(*entry.key,
                               fmt::format("acts cause each other in a circle: {}{}.{}", circle, type.name,
                                           type.acts[node.second].name),
                               "an act whose effects come to an end");
    }

    // Longer chains than an act may cause at run time need not be followed to be refused there.
    static constexpr std::size_t deep_enough = 200;
    Loading& loading_;
    std::map<Node, bool> done_;  // false while on the path
    std::vector<Node> path_;
};

}  // namespace

void check_act_graph(Loading& loading) {
    ActGraph(loading).check();
}

}  // namespace reeve::process
