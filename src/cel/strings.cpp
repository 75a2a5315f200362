#include <algorithm>

#include "base/text.hpp"
#include "cel/arithmetic_internal.hpp"
#include "cel/standard_internal.hpp"
#include "cel/unicode_internal.hpp"

namespace reeve::cel {
namespace {

using Arguments = std::span<const Value>;

bool affords(CallContext& context, const std::string& text) {
    return context.budget.spend_bytes(text.size() * 4);
}

bool affords_search(CallContext& context, Arguments a) {
    return affords(context, a[0].string()) &&
           reeve::cel::affords_search(context, a[0].string(), a[1].string());
}

// A position from 0 up to and including the end; nothing otherwise.
std::optional<std::size_t> position(const Value& index, std::size_t size) {
    const std::int64_t at = index.integer();
    if (at < 0 || static_cast<std::uint64_t>(at) > size) return std::nullopt;
    return static_cast<std::size_t>(at);
}

Value out_of_range() {
    return Value::error(ErrorKind::out_of_range, "index out of range");
}

Value found(std::size_t at) {
    return at == std::u32string::npos ? std::int64_t{-1} : static_cast<std::int64_t>(at);
}

Value char_at(CallContext& context, Arguments a) {
    if (!affords(context, a[0].string())) return spent();
    const std::u32string text = decode_utf8(a[0].string());
    const auto at = position(a[1], text.size());
    if (!at) return out_of_range();
    return encode_utf8(std::u32string_view(text).substr(*at, 1));
}

Value index_of(CallContext& context, Arguments a) {
    if (!affords_search(context, a)) return spent();
    const std::u32string text = decode_utf8(a[0].string());
    const auto from = a.size() > 2 ? position(a[2], text.size()) : std::size_t{0};
    return from ? found(text.find(decode_utf8(a[1].string()), *from)) : out_of_range();
}

Value last_index_of(CallContext& context, Arguments a) {
    if (!affords_search(context, a)) return spent();
    const std::u32string text = decode_utf8(a[0].string());
    const auto from = a.size() > 2 ? position(a[2], text.size()) : text.size();
    return from ? found(text.rfind(decode_utf8(a[1].string()), *from)) : out_of_range();
}

Value substring(CallContext& context, Arguments a) {
    if (!affords(context, a[0].string())) return spent();
    const std::u32string text = decode_utf8(a[0].string());
    const auto from = position(a[1], text.size());
    const auto to = a.size() > 2 ? position(a[2], text.size()) : text.size();
    if (!from || !to || *from > *to) return out_of_range();
    return encode_utf8(std::u32string_view(text).substr(*from, *to - *from));
}

// No limit, or as many as the argument says; a negative one is none.
std::size_t limit(Arguments a, std::size_t at) {
    if (a.size() <= at || a[at].integer() < 0) return std::string::npos;
    return static_cast<std::size_t>(a[at].integer());
}

// Where each character of UTF-8 begins after the first, and the end: between all of them an empty text is
// found.
std::vector<std::size_t> character_ends(std::string_view text) {
    std::vector<std::size_t> ends;
    for (std::size_t i = 1; i <= text.size(); ++i)
        if (i == text.size() || (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) ends.push_back(i);
    return ends;
}

Value replace(CallContext& context, Arguments a) {
    const std::string& text = a[0].string();
    const std::string& old = a[1].string();
    const std::string& fresh = a[2].string();
    std::size_t left = limit(a, 3);
    std::string out;
    std::size_t copied = 0;
    const auto put = [&](std::size_t at) {
        out += text.substr(copied, at - copied);
        out += fresh;
        copied = at + old.size();
        --left;
        return context.budget.spend_bytes(fresh.size() + 16);
    };
    if (!affords_search(context, a)) return spent();
    if (old.empty()) {
        std::vector<std::size_t> places = character_ends(text);
        places.insert(places.begin(), 0);
        for (const std::size_t at : places)
            if (left > 0 && !put(at)) return spent();
    } else {
        for (auto at = text.find(old); at != std::string::npos && left > 0; at = text.find(old, copied))
            if (!put(at)) return spent();
    }
    return out + text.substr(copied);
}

Value split(CallContext& context, Arguments a) {
    const std::string& text = a[0].string();
    const std::string& separator = a[1].string();
    const std::size_t most = limit(a, 2);
    if (!affords_search(context, a)) return spent();
    List parts;
    if (most == 0) return parts;
    std::size_t copied = 0;
    const auto put = [&](std::size_t end, std::size_t next) {
        parts.emplace_back(text.substr(copied, end - copied));
        copied = next;
        return context.budget.spend(1);
    };
    if (separator.empty()) {
        if (text.empty()) return parts;
        for (const std::size_t at : character_ends(text))
            if (at < text.size() && parts.size() + 1 < most && !put(at, at)) return spent();
    } else {
        for (auto at = text.find(separator); at != std::string::npos && parts.size() + 1 < most;
             at = text.find(separator, copied))
            if (!put(at, at + separator.size())) return spent();
    }
    put(text.size(), text.size());
    return parts;
}

Value joined(CallContext& context, Arguments a) {
    const std::string between = a.size() > 1 ? a[1].string() : "";
    std::string out;
    bool first = true;
    for (const Value& one : a[0].list()) {
        if (!one.is(ValueKind::string)) return no_overload("join", a);
        if (!context.budget.spend_bytes(one.string().size() + between.size() + 16)) return spent();
        if (!std::exchange(first, false)) out += between;
        out += one.string();
    }
    return out;
}

bool is_space(char32_t c) {
    return (c >= 0x09 && c <= 0x0D) || c == 0x20 || c == 0x85 || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
           c == 0x3000;
}

Value trimmed(CallContext& context, Arguments a) {
    if (!affords(context, a[0].string())) return spent();
    const std::u32string text = decode_utf8(a[0].string());
    const auto begin = std::ranges::find_if_not(text, is_space);
    auto end = text.end();
    while (end > begin && is_space(*(end - 1))) --end;
    return encode_utf8(std::u32string_view(begin, end));
}

Value lowered(CallContext& context, Arguments a) {
    if (!affords(context, a[0].string())) return spent();
    return lower_ascii(a[0].string());
}

Value raised(CallContext& context, Arguments a) {
    if (!affords(context, a[0].string())) return spent();
    std::string text = a[0].string();
    for (char& c : text)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return text;
}

Value reversed(CallContext& context, Arguments a) {
    if (!affords(context, a[0].string())) return spent();
    std::u32string text = decode_utf8(a[0].string());
    std::ranges::reverse(text);
    return encode_utf8(text);
}

Value quote(CallContext& context, Arguments a) {
    if (!affords(context, a[0].string())) return spent();
    constexpr std::string_view plain = "\a\b\f\n\r\t\v\\\"";
    constexpr std::string_view escaped = "abfnrtv\\\"";
    std::string out = "\"";
    for (const char c : a[0].string()) {
        const auto at = plain.find(c);
        if (at != std::string_view::npos) out += '\\';
        out += at == std::string_view::npos ? c : escaped[at];
    }
    return out + "\"";
}

}  // namespace

void add_strings(StandardTable& table) {
    const Type s = Type::string();
    const Type i = Type::integer();
    const Type texts = Type::list(s);
    table.add("charAt", true, {s, i}, s, char_at);
    table.add("indexOf", true, {s, s}, i, index_of);
    table.add("indexOf", true, {s, s, i}, i, index_of);
    table.add("lastIndexOf", true, {s, s}, i, last_index_of);
    table.add("lastIndexOf", true, {s, s, i}, i, last_index_of);
    table.add("substring", true, {s, i}, s, substring);
    table.add("substring", true, {s, i, i}, s, substring);
    table.add("replace", true, {s, s, s}, s, replace);
    table.add("replace", true, {s, s, s, i}, s, replace);
    table.add("split", true, {s, s}, texts, split);
    table.add("split", true, {s, s, i}, texts, split);
    table.add("join", true, {texts}, s, joined);
    table.add("join", true, {texts, s}, s, joined);
    table.add("trim", true, {s}, s, trimmed);
    table.add("lowerAscii", true, {s}, s, lowered);
    table.add("upperAscii", true, {s}, s, raised);
    table.add("reverse", true, {s}, s, reversed);
    table.add("strings.quote", false, {s}, s, quote);
}

}  // namespace reeve::cel
