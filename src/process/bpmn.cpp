#include "process/bpmn.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <map>
#include <vector>

#include "base/text.hpp"
#include "base/xml_text.hpp"
#include "process/moves.hpp"
#include "process/put_aside.hpp"

namespace reeve::process {
namespace {

// The picture's measures, in pixels.
constexpr int task_width = 140, task_height = 70, event_size = 36, gateway_size = 50;
constexpr int column_width = 300, row_height = 130, margin = 60;

struct Node {
    enum class Kind { start, task, gateway, timer, end } kind = Kind::task;
    std::string id, name;
    std::string attached_to;  // of a timer: its task
    std::string after;        // of a timer: an ISO 8601 duration, or a sentence
    int x = 0, y = 0;         // upper left corner
    std::vector<std::string> incoming, outgoing;

    [[nodiscard]] int width() const {
        return kind == Kind::task ? task_width : kind == Kind::gateway ? gateway_size : event_size;
    }
    [[nodiscard]] int height() const {
        return kind == Kind::task ? task_height : kind == Kind::gateway ? gateway_size : event_size;
    }
};

struct Flow {
    std::string id, name, from, to;
};

std::string escaped(std::string_view text) {
    std::string out;
    append_xml(out, text);
    return out;
}

std::string iso_duration(const Span& span) {
    // A working day has no ISO form of its own; a day is the nearest.
    const std::int64_t seconds = span.exact.micros / 1'000'000;
    return span.working_days > 0 ? fmt::format("P{}DT{}S", span.working_days, seconds)
                                 : fmt::format("PT{}S", seconds);
}

// Ids: what a thing is, '_' and its name; parts behind a '.', which no name has, so that no two are alike.
class Picture {
public:
    Picture(const Process& process, const RecordType& type, std::string_view language)
        : process_(process), type_(type), language_(language) {}

    std::string write() {
        make_states();
        make_beginnings();
        make_moves();
        make_put_aside();
        lay_out();
        std::string out = head();
        for (const Node& node : nodes_) write_node(out, node);
        for (const Flow& flow : flows_) {
            const std::string name =
                flow.name.empty() ? std::string() : fmt::format(" name=\"{}\"", escaped(flow.name));
            out += fmt::format("    <bpmn:sequenceFlow id=\"{}\"{} sourceRef=\"{}\" targetRef=\"{}\"/>\n",
                               flow.id, name, flow.from, flow.to);
        }
        out += "  </bpmn:process>\n";
        write_picture(out);
        out += "</bpmn:definitions>\n";
        return out;
    }

private:
    const Process& process_;
    const RecordType& type_;
    std::string_view language_;
    std::deque<Node> nodes_;
    std::vector<Flow> flows_;
    std::vector<Node*> state_nodes_, ways_;  // by state: its node, and from where its acts leave

    [[nodiscard]] Node* find(std::string_view id) {
        const auto found = std::ranges::find_if(nodes_, [&](const Node& node) { return node.id == id; });
        return found == nodes_.end() ? nullptr : &*found;
    }

    Node& add(Node::Kind kind, std::string id, std::string name) {
        Node node;
        node.kind = kind;
        node.id = std::move(id);
        node.name = std::move(name);
        return nodes_.emplace_back(std::move(node));
    }

    void connect(Node& from, Node& to, std::string name) {
        const std::string id = fmt::format("flow_{}", flows_.size() + 1);
        flows_.push_back({id, std::move(name), from.id, to.id});
        from.outgoing.push_back(id);
        to.incoming.push_back(id);
    }

    // An act that the desk does by itself, or because of a clock, leaves at a timer on the task's border.
    [[nodiscard]] std::optional<std::string> timer_of(const Act& act) const {
        if (act.automatic)
            return act.automatic->at ? type_.fields[*act.automatic->at].name
                                     : iso_duration(act.automatic->after);
        const auto index = static_cast<Index>(&act - type_.acts.data());
        for (const Clock& clock : type_.clocks)
            if (const std::vector<Index> deeds = clock.deeds();
                std::ranges::find(deeds, index) != deeds.end())
                return clock.name;
        return std::nullopt;
    }

    // Acts of people that lead from here to another state: more than one part at a gateway.
    [[nodiscard]] std::size_t choices_from(Index state) const {
        std::size_t count = 0;
        for (const Move& move : moves_of(type_))
            if (move.from == state && move.to != state && !timer_of(type_.acts[move.act])) ++count;
        return count;
    }

    void make_states() {
        for (Index s = 0; s < type_.states.size(); ++s) {
            const State& state = type_.states[s];
            // No record is in one of these alone.
            if (!state.leaf) {
                state_nodes_.push_back(nullptr);
                ways_.push_back(nullptr);
                continue;
            }
            const std::string name(shown(state.title, state.name, language_));
            Node& node = add(state.end && choices_from(s) == 0 ? Node::Kind::end : Node::Kind::task,
                             "state_" + state.name, name);
            state_nodes_.push_back(&node);
            ways_.push_back(&node);
        }
        for (Index s = 0; s < type_.states.size(); ++s) {
            if (!type_.states[s].leaf || choices_from(s) < 2) continue;
            Node& way = add(Node::Kind::gateway, "choice_" + type_.states[s].name, "");
            connect(*state_nodes_[s], way, "");
            ways_[s] = &way;
        }
    }

    void make_beginnings() {
        for (const Act& act : type_.acts) {
            if (!act.creates_record) continue;
            Node& start = add(Node::Kind::start, "start_" + act.name,
                              std::string(shown(act.title, act.name, language_)));
            connect(start, *state_nodes_[type_.start], "");
        }
    }

    void make_moves() {
        for (const Move& move : moves_of(type_)) {
            if (move.from == move.to) continue;
            const Act& act = type_.acts[move.act];
            std::string name(shown(act.title, act.name, language_));
            if (const auto timer = timer_of(act)) {
                const std::string id = fmt::format("timer_{}.{}", type_.states[move.from].name, act.name);
                Node& node = add(Node::Kind::timer, id, name);
                node.attached_to = state_nodes_[move.from]->id;
                node.after = *timer;
                connect(node, *state_nodes_[move.to], std::move(name));
            } else {
                connect(*ways_[move.from], *state_nodes_[move.to], std::move(name));
            }
        }
    }

    // What is no longer owed is taken out of any open state, where no act leads.
    void make_put_aside() {
        for (const PutAside& aside : put_aside_in(process_, type_))
            for (const Index from : aside.from)
                connect(*state_nodes_[from], *state_nodes_[aside.to], put_aside_name(aside));
    }

    [[nodiscard]] std::string put_aside_name(const PutAside& aside) const {
        std::vector<std::string> types;
        for (const Index by : aside.by) {
            const RecordType& type = process_.types[by];
            types.emplace_back(shown(type.title, type.name, language_));
        }
        return fmt::format("{}: for_each", join(types, ", "));
    }

    // Columns by the number of steps from the beginning.
    void lay_out() {
        std::vector<int> column(type_.states.size(), -1), rows;
        std::deque<Index> next{type_.start};
        column[type_.start] = 0;
        while (!next.empty()) {
            const Index at = next.front();
            next.pop_front();
            for (const Move& move : moves_of(type_))
                if (move.from == at && column[move.to] < 0) {
                    column[move.to] = column[at] + 1;
                    next.push_back(move.to);
                }
        }
        for (Index s = 0; s < type_.states.size(); ++s) {
            if (!type_.states[s].leaf) continue;
            const auto place = static_cast<std::size_t>(std::max(column[s], 0));
            if (rows.size() <= place) rows.resize(place + 1);
            Node& node = *state_nodes_[s];
            node.x = margin + 120 + static_cast<int>(place) * column_width;
            node.y = margin + rows[place]++ * row_height;
            Node& way = *ways_[s];
            if (&way == &node) continue;
            way.x = node.x + task_width + 40;
            way.y = node.y + (task_height - gateway_size) / 2;
        }
        place_events();
    }

    void place_events() {
        std::map<std::string, int> timers;
        int starts = 0;
        for (Node& node : nodes_) {
            if (node.kind == Node::Kind::start) {
                node.x = margin;
                node.y = margin + (task_height - event_size) / 2 + starts++ * row_height;
            } else if (node.kind == Node::Kind::timer) {
                const Node& task = *find(node.attached_to);
                node.x = task.x + 10 + timers[node.attached_to]++ * (event_size + 6);
                node.y = task.y + task_height - event_size / 2;
            }
        }
    }

    [[nodiscard]] std::string head() const {
        return fmt::format(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            "<bpmn:definitions xmlns:bpmn=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" "
            "xmlns:bpmndi=\"http://www.omg.org/spec/BPMN/20100524/DI\" "
            "xmlns:dc=\"http://www.omg.org/spec/DD/20100524/DC\" "
            "xmlns:di=\"http://www.omg.org/spec/DD/20100524/DI\" "
            "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" id=\"definitions\" "
            "targetNamespace=\"urn:reeve:{}\">\n"
            "  <bpmn:process id=\"type_{}\" name=\"{}\" isExecutable=\"false\">\n",
            escaped(process_.id), type_.name, escaped(shown(type_.title, type_.name, language_)));
    }

    static void write_node(std::string& out, const Node& node) {
        static constexpr std::string_view tags[] = {"startEvent", "userTask", "exclusiveGateway",
                                                    "boundaryEvent", "endEvent"};
        const std::string_view tag = tags[static_cast<std::size_t>(node.kind)];
        out += fmt::format("    <bpmn:{} id=\"{}\"", tag, node.id);
        if (!node.name.empty()) out += fmt::format(" name=\"{}\"", escaped(node.name));
        if (!node.attached_to.empty()) out += fmt::format(" attachedToRef=\"{}\"", node.attached_to);
        out += ">\n";
        for (const std::string& flow : node.incoming)
            out += fmt::format("      <bpmn:incoming>{}</bpmn:incoming>\n", flow);
        for (const std::string& flow : node.outgoing)
            out += fmt::format("      <bpmn:outgoing>{}</bpmn:outgoing>\n", flow);
        if (node.kind == Node::Kind::timer)
            out += fmt::format(
                "      <bpmn:timerEventDefinition id=\"{}.time\">\n"
                "        <bpmn:timeDuration xsi:type=\"bpmn:tFormalExpression\">{}</bpmn:timeDuration>\n"
                "      </bpmn:timerEventDefinition>\n",
                node.id, escaped(node.after));
        out += fmt::format("    </bpmn:{}>\n", tag);
    }

    void write_picture(std::string& out) {
        out += fmt::format(
            "  <bpmndi:BPMNDiagram id=\"diagram\">\n"
            "    <bpmndi:BPMNPlane id=\"plane\" bpmnElement=\"type_{}\">\n",
            type_.name);
        for (const Node& node : nodes_)
            out += fmt::format(
                "      <bpmndi:BPMNShape id=\"{0}.shape\" bpmnElement=\"{0}\">\n"
                "        <dc:Bounds x=\"{1}\" y=\"{2}\" width=\"{3}\" height=\"{4}\"/>\n"
                "      </bpmndi:BPMNShape>\n",
                node.id, node.x, node.y, node.width(), node.height());
        for (const Flow& flow : flows_) write_edge(out, flow);
        out += "    </bpmndi:BPMNPlane>\n  </bpmndi:BPMNDiagram>\n";
    }

    void write_edge(std::string& out, const Flow& flow) {
        const Node& from = *find(flow.from);
        const Node& to = *find(flow.to);
        out += fmt::format("      <bpmndi:BPMNEdge id=\"{0}.edge\" bpmnElement=\"{0}\">\n", flow.id);
        const auto point = [&](int x, int y) {
            out += fmt::format("        <di:waypoint x=\"{}\" y=\"{}\"/>\n", x, y);
        };
        const int from_y = from.y + from.height() / 2, to_y = to.y + to.height() / 2;
        if (from.kind == Node::Kind::timer) {
            point(from.x + from.width() / 2, from.y + from.height());
            point(from.x + from.width() / 2, from.y + from.height() + 20);
            point(to.x + to.width() / 2, from.y + from.height() + 20);
            point(to.x + to.width() / 2, to_y < from.y ? to.y + to.height() : to.y);
        } else if (to.x > from.x) {
            point(from.x + from.width(), from_y);
            if (from_y != to_y) {
                point(to.x - 30, from_y);
                point(to.x - 30, to_y);
            }
            point(to.x, to_y);
        } else {  // back: over the top
            point(from.x + from.width() / 2, from.y);
            point(from.x + from.width() / 2, std::min(from.y, to.y) - 30);
            point(to.x + to.width() / 2, std::min(from.y, to.y) - 30);
            point(to.x + to.width() / 2, to.y);
        }
        out += "      </bpmndi:BPMNEdge>\n";
    }
};

}  // namespace

std::string bpmn_of(const Process& process, const RecordType& type, std::string_view language) {
    return Picture(process, type, language).write();
}

}  // namespace reeve::process
