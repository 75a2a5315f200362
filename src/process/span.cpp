#include "process/span.hpp"

#include "base/integer.hpp"
#include "process/expression.hpp"
#include "process/types.hpp"

namespace reeve::process {

std::optional<Span> parse_span(std::string_view text) {
    Span span;
    const std::size_t wd = text.find("wd");
    if (wd != std::string_view::npos) {
        const auto days = parse_integer<decltype(span.working_days)>(text.substr(0, wd));
        // Ten years of days: more is a slip of the finger, and less than what any arithmetic here can hold.
        if (!days || *days < 0 || *days > 3660) return std::nullopt;
        span.working_days = *days;
        text.remove_prefix(wd + 2);
        if (text.empty()) return span;
    }
    const auto exact = parse_duration(text);
    if (!exact || exact->micros < 0) return std::nullopt;
    span.exact = *exact;
    return span;
}

std::string text(const Span& span) {
    if (span.working_days == 0) return text(span.exact);
    std::string out = std::to_string(span.working_days) + "wd";
    if (span.exact.micros != 0) out += text(span.exact);
    return out;
}

cel::Value span_value(const Span& span) {
    return cel::Value::object(span_type(), {cel::Value(static_cast<long>(span.exact.micros)),
                                            cel::Value(static_cast<long>(span.working_days))});
}

std::optional<Span> span_of(const cel::Value& value) {
    if (value.is(cel::ValueKind::duration)) return Span{value.span(), 0};
    if (!value.is(cel::ValueKind::object) || !(value.object().type() == span_type())) return std::nullopt;
    const auto member = [&](SpanMember m) {
        return value.object().field(static_cast<std::size_t>(m)).integer();
    };
    return Span{{member(SpanMember::micros)}, member(SpanMember::working_days)};
}

}  // namespace reeve::process
