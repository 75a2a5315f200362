// What follows when a condition comes to hold: `on: [ { becomes: …, then: […] } ]`.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "process/load_internal.hpp"

namespace reeve::process {
namespace {

constexpr std::size_t edges_max = 100;

Edge read_edge(const Defining& in, const YamlNode& node) {
    Reading& reading = in.reading();
    Edge edge;
    edge.line = node.line;
    if (!reading.is_map(node, "an entry of `on`")) return edge;
    reading.check_keys(node, "an entry of `on`", {"becomes", "then"}, {"else", "due", "when"});
    if (const YamlNode* becomes = node.find("becomes")) {
        if (auto compiled =
                in.scopes.compile(reading, *becomes, "`becomes`", Place::rule, cel::Type::boolean()))
            edge.becomes = std::move(*compiled);
    } else {
        reading.error(node, "an entry of `on` does not say what is to happen", "`becomes`: a condition");
    }
    define_effects(in, edge.then, Place::effect, node.find("then"), "`then`");
    if (!node.find("then") || edge.then.empty())
        reading.error(node, "nothing follows from this", "`then`, with at least one effect");
    return edge;
}

void add_read(const RecordType& type, const cel::Program& program, Touches& onto);

void add_field(const RecordType& type, Index index, Touches& onto) {
    if (!onto.fields.insert(index).second) return;
    if (type.fields[index].is) add_read(type, type.fields[index].is->program, onto);
}

// The name that a function is asked about, in the place of the argument.
std::string_view name_in(const cel::FunctionRead& read, std::size_t argument) {
    const auto& given = read.arguments;
    const bool is_text =
        argument < given.size() && given[argument] && given[argument]->is(cel::ValueKind::string);
    return is_text ? std::string_view(given[argument]->string()) : std::string_view();
}

bool is_inverse(const RecordType& type, std::string_view name) {
    return std::any_of(type.inverses.begin(), type.inverses.end(),
                       [&](const Link& link) { return link.name == name; });
}

// What a value ever was changes with the field, and what was agreed with all that it covers.
void add_asked(const RecordType& type, const cel::FunctionRead& read, Touches& onto) {
    const auto asked = static_cast<Function>(read.id);
    if (asked == Function::derived)
        if (const auto link = type.link(name_in(read, 0))) onto.links.insert(*link);
    if (asked == Function::approved || asked == Function::approval)
        for (Index i = 0; i < type.approvals.size(); ++i) {
            const Approval& approval = type.approvals[i];
            if (approval.name != name_in(read, 0)) continue;
            onto.approvals.insert(i);
            for (const Index field : approval.covers.fields) add_field(type, field, onto);
            onto.links.insert(approval.covers.links.begin(), approval.covers.links.end());
        }
    const bool scoped = asked == Function::since_was;
    if (scoped || asked == Function::was || asked == Function::leg_was || asked == Function::round_was)
        if (const auto field = type.field(name_in(read, scoped ? 1 : 0))) add_field(type, *field, onto);
}

void add_read(const RecordType& type, const cel::Program& program, Touches& onto) {
    const cel::Reads& reads = program.reads();
    constexpr int first = static_cast<int>(Slot::first_field);
    const auto field = [&](Index index) { add_field(type, index, onto); };
    for (const int slot : reads.variables) {
        if (slot >= first) field(static_cast<Index>(slot - first));
        const auto of = static_cast<Slot>(slot);
        onto.standing =
            onto.standing || of == Slot::state || of == Slot::holder || of == Slot::leg || of == Slot::round;
    }
    for (const std::vector<std::string>& path : reads.paths) {
        if (path.front() == "record") {
            const auto index = path.size() > 1 ? type.field(path[1]) : std::nullopt;
            if (index) field(*index);
            if (path.size() > 1 && path[1] == "rank" && type.priority) field(*type.priority);
            onto.standing = onto.standing || !index;
        }
        if (path.front() != "links") continue;
        const auto link = path.size() > 1 ? type.link(path[1]) : std::nullopt;
        if (path.size() > 1 && is_inverse(type, path[1])) {
            onto.standing = true;  // no effect of its own changes who leads to it, but any request may
            continue;
        }
        for (Index i = 0; i < type.links.size(); ++i)
            if (!link || *link == i) onto.links.insert(i);
    }
    for (const cel::FunctionRead& read : reads.functions) {
        onto.standing = onto.standing || read.id <= static_cast<int>(Function::inside);
        add_asked(type, read, onto);
    }
}

void add_written(const std::vector<Effect>& effects, Touches& onto) {
    for (const Effect& effect : effects) {
        if (effect.set) onto.fields.insert(effect.set->field);
        if (const Create* create = effect.creates()) onto.links.insert(create->link);
        if (effect.on_linked) onto.links.insert(effect.on_linked->link);
        if (effect.link_to) onto.links.insert(effect.link_to->link);
        if (effect.kind == Effect::Kind::unlink) onto.links.insert(effect.index);
        if (effect.kind == Effect::Kind::open_approval) onto.approvals.insert(effect.index);
    }
}

}  // namespace

bool Touches::meets(const Touches& other) const {
    const auto share = [](const std::set<Index>& a, const std::set<Index>& b) {
        return std::any_of(a.begin(), a.end(), [&](Index one) { return b.contains(one); });
    };
    return (standing && other.standing) || share(fields, other.fields) || share(links, other.links) ||
           share(approvals, other.approvals);
}

std::string Touches::common(const RecordType& type, const Touches& other) const {
    std::vector<std::string> names;
    for (const Index field : fields)
        if (other.fields.contains(field)) names.push_back(fmt::format("'{}'", type.fields[field].name));
    for (const Index link : links)
        if (other.links.contains(link)) names.push_back(fmt::format("'{}'", type.links[link].name));
    for (const Index approval : approvals)
        if (other.approvals.contains(approval))
            names.push_back(fmt::format("'{}'", type.approvals[approval].name));
    return join(names, ", ");
}

Touches read_by(const RecordType& type, const Expression& expression) {
    Touches read;
    add_read(type, expression.program, read);
    return read;
}

Touches written_by(const std::vector<Effect>& effects) {
    Touches written;
    add_written(effects, written);
    return written;
}

Touches written_by(const RecordType& type, const Act& act) {
    Touches written;
    written.standing = true;
    add_written(act.then, written);
    for (const FormItem& item : act.form)
        if (item.kind == FormItem::Kind::field) written.fields.insert(item.field);
    for (Index i = 0; i < type.links.size(); ++i) written.links.insert(i);  // with the request
    for (const State& state : type.states) {
        add_written(state.enter, written);
        add_written(state.exit, written);
    }
    return written;
}

void define_edges(const Defining& in, const YamlNode* node) {
    if (!node || !in.reading().is_list(*node, "`on`")) return;
    if (node->items.size() > edges_max) {
        in.reading().error(*node, fmt::format("`on` has more than {} entries", edges_max), "fewer");
        return;
    }
    for (const YamlNode& item : node->items) in.type.on.push_back(read_edge(in, item));
}

// Each is tried once, in the order of the file: one that writes what it reads itself, or what one before it
// reads, would be missed there.
void check_edges(const Defining& in) {
    const YamlNode* node = in.source.entry.node->find("on");
    for (std::size_t i = 0; i < in.type.on.size(); ++i) {
        const Touches written = written_by(in.type.on[i].then);
        for (std::size_t j = 0; j <= i; ++j) {
            const Touches read = read_by(in.type, in.type.on[j].becomes);
            if (!written.meets(read)) continue;
            in.reading().error(
                node->items[i],
                fmt::format("what follows here writes {}, on which {} rests", written.common(in.type, read),
                            i == j ? "its own condition"
                                   : fmt::format("the condition in line {}", in.type.on[j].line)),
                i == j ? "effects that leave their condition alone" : "an entry before that one");
            break;
        }
    }
}

}  // namespace reeve::process
