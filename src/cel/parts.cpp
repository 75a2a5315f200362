#include "cel/parts.hpp"

#include "cel/code_internal.hpp"

namespace reeve::cel {
namespace {

Part::Kind kind_of(Op op) {
    using enum Part::Kind;
    switch (op) {
        case Op::constant: return constant;
        case Op::variable: return variable;
        case Op::local: return local;
        case Op::field: return field;
        case Op::negate:
        case Op::multiply:
        case Op::divide:
        case Op::modulo:
        case Op::add:
        case Op::subtract: return arithmetic;
        case Op::less:
        case Op::less_equal:
        case Op::greater:
        case Op::greater_equal: return order;
        case Op::equal:
        case Op::unequal: return equality;
        case Op::in: return in;
        case Op::invert: return inversion;
        case Op::conjunction:
        case Op::disjunction: return logic;
        case Op::conditional: return conditional;
        case Op::host_call: return host_call;
        case Op::standard_call:
        case Op::matches: return standard_call;
        case Op::list: return list;
        case Op::all:
        case Op::exists:
        case Op::exists_one: return condition_of_each;
        case Op::map_list: return list_of_each;
        default: return other;
    }
}

std::string word_of(const Code& code, const Node& node) {
    if (node.op == Op::constant) return text(code.constants[node.operand]);
    if (node.op == Op::standard_call) return code.functions[node.operand]->name;
    if (node.op == Op::equal) return "==";
    if (node.op == Op::unequal) return "!=";
    if (node.op == Op::divide) return "/";
    if (node.op == Op::modulo) return "%";
    if (node.op == Op::exists_one) return "exists_one";
    if (node.op == Op::matches) return "matches " + std::to_string(node.operand);
    return std::to_string(static_cast<int>(node.op));
}

}  // namespace

std::string Parts::text(std::uint32_t part) const {
    const Part& one = all[part];
    std::string written = one.word + "." + std::to_string(one.operand) + "(";
    if (one.kind == Part::Kind::constant || one.kind == Part::Kind::standard_call) written = one.word + "(";
    for (const std::uint32_t child : one.children) written += text(child) + ",";
    return written + ")";
}

Parts parts_of(const Program& program) {
    const Code& code = program.code();
    Parts parts;
    parts.root = code.root;
    for (const Node& node : code.nodes) {
        Part part{kind_of(node.op), node.operand, word_of(code, node), {}};
        part.children.assign(code.children.begin() + node.first,
                             code.children.begin() + node.first + node.count);
        parts.all.push_back(std::move(part));
    }
    return parts;
}

Program asking(const Program& program, std::span<const AskedPart> asked) {
    Code code = program.code();
    for (const AskedPart& one : asked) {
        Node& node = code.nodes[one.part];
        node.op = Op::host_call;
        node.operand = static_cast<std::uint32_t>(one.function);
        node.first = static_cast<std::uint32_t>(code.children.size());
        node.count = static_cast<std::uint16_t>(one.arguments.size());
        code.children.insert(code.children.end(), one.arguments.begin(), one.arguments.end());
    }
    return Program(std::make_shared<const Code>(std::move(code)));
}

}  // namespace reeve::cel
