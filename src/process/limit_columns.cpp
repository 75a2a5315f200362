#include "process/limit_columns.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "process/types.hpp"

namespace reeve::process {
namespace {

// Whether the text reads a member of that name: `lim(priority).d` reads `d`, `lim(priority).d_days` does not.
bool reads_member(std::string_view text, std::string_view name) {
    const auto goes_on = [](char c) {
        return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    };
    const std::string member = fmt::format(".{}", name);
    for (std::size_t at = text.find(member); at != std::string_view::npos; at = text.find(member, at + 1)) {
        const std::size_t end = at + member.size();
        if (end == text.size() || !goes_on(text[end])) return true;
    }
    return false;
}

bool is_read_of(const cel::FunctionRead& read, Index table) {
    return read.id == static_cast<int>(Function::first_table) + static_cast<int>(table);
}

bool asks_by_handle(const RecordType& type, const Clock& clock, Index table, std::size_t input) {
    if (!clock.limit) return false;
    const auto is_handle = [&](std::string_view text) {
        constexpr std::string_view member = ".name";
        if (!text.ends_with(member)) return false;
        text.remove_suffix(member.size());
        const auto field = type.field(text);
        return text.ends_with(".organisation") ||
               (field && type.fields[*field].kind == FieldKind::organisation);
    };
    return std::ranges::any_of(clock.limit->program.reads().functions, [&](const cel::FunctionRead& read) {
        return is_read_of(read, table) && input < read.texts.size() && is_handle(read.texts[input]);
    });
}

}  // namespace

bool takes_limit_from(const Clock& clock, std::string_view column) {
    return clock.limit && reads_member(clock.limit->program.text(), column);
}

bool takes_limit_from(const Clock& clock, Index table, std::string_view column) {
    if (!takes_limit_from(clock, column)) return false;
    return std::ranges::any_of(clock.limit->program.reads().functions,
                               [&](const cel::FunctionRead& read) { return is_read_of(read, table); });
}

bool asked_by_handle(const Process& process, Index table, std::size_t input) {
    return std::ranges::any_of(process.types, [&](const RecordType& type) {
        return std::ranges::any_of(
            type.clocks, [&](const Clock& clock) { return asks_by_handle(type, clock, table, input); });
    });
}

}  // namespace reeve::process
