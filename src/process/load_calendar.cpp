// In whose time something counts: of clocks, and of acts that come or are possible after some time.
#include <fmt/format.h>

#include "process/lengths_internal.hpp"

namespace reeve::process {

CalendarChoice calendar_of(const Defining& in, const YamlNode& node) {
    using Of = CalendarChoice::Of;
    Reading& reading = in.reading();
    constexpr std::string_view hours = ".hours";
    const auto word = reading.word(node, "`calendar`");
    if (!word || *word == "always") return {};
    if (!word->ends_with(hours)) {
        if (!reading.check_name("calendar", node, *word)) return {};
        return {Of::named, 0, *word};
    }
    if (*word == "holder.hours") return {Of::holder, 0, {}};
    const std::string name = word->substr(0, word->size() - hours.size());
    const auto field = find_named(reading, "field", in.type.fields, name, node);
    if (!field) return {Of::organisation_field, 0, {}};
    if (in.type.fields[*field].kind != FieldKind::organisation)
        reading.error(node, fmt::format("the field '{}' holds no organisation", name),
                      "a field of the kind `organisation`, holder.hours, a calendar's name, or always");
    return {Of::organisation_field, *field, {}};
}

bool counts_in_calendar(const YamlNode* calendar) {
    return calendar != nullptr && calendar->text != "always";
}

Units units_of(std::string_view text, const Span& span) {
    const std::size_t wd = text.find("wd");
    if (wd != std::string_view::npos) text.remove_prefix(wd + 2);
    return {text.contains('d'), span.working_days > 0};
}

void check_units(Reading& reading, const Measured& length) {
    if (!length.in_calendar && length.units.working_days)
        reading.error(length.at, fmt::format("`wd` for {}, which counts in no calendar", length.whose),
                      fmt::format("h or d, or a `calendar` for {}", length.what));
    if (length.in_calendar && length.units.exact_days)
        reading.error(length.at, fmt::format("`d` is 24 hours, but {} counts working time", length.whose),
                      "wd, the calendar's day, or h");
}

}  // namespace reeve::process
