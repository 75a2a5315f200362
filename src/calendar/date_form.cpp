#include "calendar/date_form.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "calendar/date.hpp"

namespace reeve::calendar {
namespace {

constexpr std::string_view iso = "ISO 8601";
constexpr std::array<std::string_view, 12> months{"jan", "feb", "mar", "apr", "may", "jun",
                                                  "jul", "aug", "sep", "oct", "nov", "dec"};

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// So many digits off the front, at least `least` and at most `most` of them.
bool take_number(std::string_view& text, std::size_t least, std::size_t most, int& number) {
    std::size_t count = 0;
    number = 0;
    while (count < most && count < text.size() && is_digit(text[count]))
        number = number * 10 + (text[count++] - '0');
    text.remove_prefix(count);
    return count >= least;
}

// Digits behind the point of a second, of which six count.
bool take_fraction(std::string_view& text, int& micros) {
    std::size_t count = 0;
    int unit = 100'000;
    for (; count < text.size() && is_digit(text[count]); ++count, unit /= 10)
        micros += (text[count] - '0') * unit;
    text.remove_prefix(count);
    return count > 0 && count <= 9;
}

// Z, +02:00, +0200, +02.
bool take_offset(std::string_view& text, int& seconds) {
    if (text.starts_with('Z') || text.starts_with('z')) {
        text.remove_prefix(1);
        return true;
    }
    if (!text.starts_with('+') && !text.starts_with('-')) return false;
    const int sign = text.front() == '-' ? -1 : 1;
    text.remove_prefix(1);
    int hours = 0;
    int minutes = 0;
    if (!take_number(text, 2, 2, hours)) return false;
    const bool colon = text.starts_with(':');
    if (colon) text.remove_prefix(1);
    if ((colon || (!text.empty() && is_digit(text.front()))) && !take_number(text, 2, 2, minutes))
        return false;
    seconds = sign * (hours * 3600 + minutes * 60);
    return hours < 24 && minutes < 60;
}

}  // namespace

struct DateForm::Found {
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, micros = 0;
    int half_day_hour = 0;
    bool half_days = false, afternoon = false;
    std::optional<int> offset_s;
};

std::size_t DateForm::known_word(std::string_view form, Part& part) {
    constexpr std::array<std::pair<std::string_view, Part>, 18> words{{{"YYYY", Part::year},
                                                                       {"YY", Part::short_year},
                                                                       {"MMM", Part::month_name},
                                                                       {"MM", Part::month},
                                                                       {"M", Part::month},
                                                                       {"DD", Part::day},
                                                                       {"D", Part::day},
                                                                       {"HH", Part::hour},
                                                                       {"H", Part::hour},
                                                                       {"hh", Part::half_day_hour},
                                                                       {"h", Part::half_day_hour},
                                                                       {"A", Part::half},
                                                                       {"mm", Part::minute},
                                                                       {"m", Part::minute},
                                                                       {"ss", Part::second},
                                                                       {"s", Part::second},
                                                                       {"S", Part::fraction},
                                                                       {"Z", Part::offset}}};
    for (const auto& [word, meaning] : words) {
        if (!form.starts_with(word)) continue;
        part = meaning;
        std::size_t size = word.size();
        while (meaning == Part::fraction && size < form.size() && form[size] == 'S') ++size;
        return size;
    }
    return 0;
}

Outcome<DateForm> DateForm::parse(std::string_view form) {
    DateForm made;
    made.text_ = std::string(form);
    if (form == iso) return made;
    std::array<int, static_cast<std::size_t>(Part::offset) + 1> seen{};
    for (std::string_view rest = form; !rest.empty();) {
        Piece piece;
        std::size_t size = known_word(rest, piece.part);
        // A T alone is the sign between date and time.
        if (size == 0 && is_letter(rest.front()) && rest.front() != 'T')
            return refuse(RefusalKind::malformed,
                          fmt::format("'{}' means nothing in the date form '{}'.", rest.front(), form));
        if (size == 0) piece.sign = rest[size++];
        rest.remove_prefix(size);
        if (piece.part != Part::literal && ++seen[static_cast<std::size_t>(piece.part)] > 1)
            return refuse(RefusalKind::malformed, fmt::format("The date form '{}' says a part twice.", form));
        made.pieces_.push_back(piece);
    }
    const auto has = [&](Part part) { return seen[static_cast<std::size_t>(part)] > 0; };
    if (has(Part::year) == has(Part::short_year) || has(Part::month) == has(Part::month_name) ||
        !has(Part::day))
        return refuse(RefusalKind::malformed,
                      fmt::format("The date form '{}' needs one year, one month and one day.", form));
    if (has(Part::half_day_hour) != has(Part::half))
        return refuse(RefusalKind::malformed,
                      fmt::format("The date form '{}' needs h and A together.", form));
    return made;
}

bool DateForm::take(std::string_view& text, Piece piece, Found& found) {
    switch (piece.part) {
        case Part::literal:
            if (text.empty() || text.front() != piece.sign) return false;
            text.remove_prefix(1);
            while (piece.sign == ' ' && text.starts_with(' ')) text.remove_prefix(1);
            return true;
        case Part::year: return take_number(text, 4, 4, found.year);
        case Part::short_year:
            if (!take_number(text, 2, 2, found.year)) return false;
            found.year += found.year < 69 ? 2000 : 1900;
            return true;
        case Part::month: return take_number(text, 1, 2, found.month);
        case Part::month_name: {
            const std::string word = lower_ascii(text.substr(0, 3));
            const auto at = std::find(months.begin(), months.end(), word);
            if (at == months.end()) return false;
            found.month = static_cast<int>(at - months.begin()) + 1;
            text.remove_prefix(3);
            return true;
        }
        case Part::day: return take_number(text, 1, 2, found.day);
        case Part::hour: return take_number(text, 1, 2, found.hour);
        case Part::half_day_hour: found.half_days = true; return take_number(text, 1, 2, found.half_day_hour);
        case Part::half: {
            const std::string word = lower_ascii(text.substr(0, 2));
            found.afternoon = word == "pm";
            text.remove_prefix(std::min<std::size_t>(2, text.size()));
            return word == "am" || word == "pm";
        }
        case Part::minute: return take_number(text, 1, 2, found.minute);
        case Part::second: return take_number(text, 1, 2, found.second);
        case Part::fraction: return take_fraction(text, found.micros);
        case Part::offset: return take_offset(text, found.offset_s.emplace());
    }
    return false;
}

std::optional<Instant> DateForm::instant_of(const Found& found, const Zone& zone) {
    int hour = found.hour;
    if (found.half_days) {
        if (found.half_day_hour < 1 || found.half_day_hour > 12) return std::nullopt;
        hour = found.half_day_hour % 12 + (found.afternoon ? 12 : 0);
    }
    const auto date = Date::of(found.year, found.month, found.day);
    if (!date || hour > 23 || found.minute > 59 || found.second > 59) return std::nullopt;
    const std::int64_t seconds = hour * 3600 + found.minute * 60 + found.second;
    const Instant whole = found.offset_s
                              ? Zone::utc().instant(*date, seconds) - Duration::seconds(*found.offset_s)
                              : zone.instant(*date, seconds);
    return whole + Duration{found.micros};
}

// 2016-03-01, 2016-03-01 09:30, 2016-03-01T09:30:15.25+01:00, 20160301T093015Z is not read.
std::optional<Instant> DateForm::read_iso(std::string_view text, const Zone& zone) {
    Found found;
    const auto sign = [&](char wanted) {
        if (!text.starts_with(wanted)) return false;
        text.remove_prefix(1);
        return true;
    };
    if (!take_number(text, 4, 4, found.year) || !sign('-') || !take_number(text, 1, 2, found.month) ||
        !sign('-') || !take_number(text, 1, 2, found.day))
        return std::nullopt;
    if (text.empty()) return instant_of(found, zone);
    if (!sign('T') && !sign(' ')) return std::nullopt;
    if (!take_number(text, 1, 2, found.hour) || !sign(':') || !take_number(text, 2, 2, found.minute))
        return std::nullopt;
    if (sign(':') && !take_number(text, 2, 2, found.second)) return std::nullopt;
    if (sign('.') && !take_fraction(text, found.micros)) return std::nullopt;
    if (!text.empty() && !take_offset(text, found.offset_s.emplace())) return std::nullopt;
    return text.empty() ? instant_of(found, zone) : std::nullopt;
}

std::optional<Instant> DateForm::read(std::string_view text, const Zone& zone) const {
    text = trim(text);
    if (pieces_.empty()) return read_iso(text, zone);
    Found found;
    for (const Piece piece : pieces_)
        if (!take(text, piece, found)) return std::nullopt;
    return text.empty() ? instant_of(found, zone) : std::nullopt;
}

}  // namespace reeve::calendar
