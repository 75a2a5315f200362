#include "base/text.hpp"
#include "cel/arithmetic_internal.hpp"
#include "cel/map.hpp"
#include "cel/pattern_internal.hpp"
#include "cel/standard_internal.hpp"

namespace reeve::cel {
namespace {

using Arguments = std::span<const Value>;

Value counted(std::size_t count) {
    return static_cast<std::int64_t>(count);
}

Value size_of_string(CallContext& context, Arguments a) {
    if (!context.budget.spend_bytes(a[0].string().size())) return spent();
    return counted(length_utf8(a[0].string()));
}
Value size_of_bytes(CallContext&, Arguments a) {
    return counted(a[0].bytes().size());
}
Value size_of_list(CallContext&, Arguments a) {
    return counted(a[0].list().size());
}
Value size_of_map(CallContext&, Arguments a) {
    return counted(a[0].map().size());
}

Value contains(CallContext& context, Arguments a) {
    if (!affords_search(context, a[0].string(), a[1].string())) return spent();
    return a[0].string().find(a[1].string()) != std::string::npos;
}
Value starts_with(CallContext&, Arguments a) {
    return a[0].string().starts_with(a[1].string());
}
Value ends_with(CallContext&, Arguments a) {
    return a[0].string().ends_with(a[1].string());
}

// A pattern that is no literal is made anew each time, and that is dear.
Value matches(CallContext& context, Arguments a) {
    constexpr std::size_t parsing = 100;
    if (!context.budget.spend_bytes(a[0].string().size()) ||
        !context.budget.spend(parsing + a[1].string().size() * 10))
        return spent();
    const auto pattern = Pattern::parse(a[1].string());
    if (!pattern) return Value::error(ErrorKind::invalid_argument, "this is no pattern: " + pattern.error());
    if (context.weighs_patterns && !context.budget.spend_bytes(a[0].string().size() * (*pattern)->weight()))
        return spent();
    return (*pattern)->found_in(a[0].string());
}

}  // namespace

void add_sizes_and_tests(StandardTable& table) {
    const Type s = Type::string();
    const Type b = Type::boolean();
    const Type i = Type::integer();
    for (const bool member : {false, true}) {
        table.add("size", member, {s}, i, size_of_string);
        table.add("size", member, {Type::bytes()}, i, size_of_bytes);
        table.add("size", member, {Type::list(Type::variable(0))}, i, size_of_list);
        table.add("size", member, {Type::map(Type::variable(0), Type::variable(1))}, i, size_of_map);
        table.add("matches", member, {s, s}, b, matches);
    }
    table.add("contains", true, {s, s}, b, contains);
    table.add("startsWith", true, {s, s}, b, starts_with);
    table.add("endsWith", true, {s, s}, b, ends_with);
}

}  // namespace reeve::cel
