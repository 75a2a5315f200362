#include <algorithm>
#include <array>
#include <optional>

#include "base/text.hpp"
#include "calendar/holiday_rule.hpp"

namespace reeve::calendar {
namespace {

constexpr std::size_t rule_bytes_max = 200;

constexpr std::array<std::string_view, 12> months{"january",   "february", "march",    "april",
                                                  "may",       "june",     "july",     "august",
                                                  "september", "october",  "november", "december"};
constexpr std::array<std::string_view, 7> weekdays{"monday", "tuesday",  "wednesday", "thursday",
                                                   "friday", "saturday", "sunday"};
constexpr std::array<std::string_view, 5> ordinals{"1st", "2nd", "3rd", "4th", "5th"};

template <std::size_t n>
std::optional<int> position(const std::array<std::string_view, n>& words, std::string_view word) {
    const auto found = std::find(words.begin(), words.end(), word);
    if (found == words.end()) return std::nullopt;
    return static_cast<int>(found - words.begin());
}

std::optional<int> number(std::string_view text, int largest) {
    int value = 0;
    if (text.empty() || text.size() > 4) return std::nullopt;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value <= largest ? std::optional(value) : std::nullopt;
}

// "02-29" is a day of a year, if not of each.
bool parse_month_day(std::string_view word, HolidayRule& rule) {
    if (word.size() != 5 || word[2] != '-') return false;
    const auto month = number(word.substr(0, 2), 12);
    const auto day = number(word.substr(3, 2), 31);
    if (!month || !day || !Date::of(2000, *month, *day)) return false;
    rule.month = *month;
    rule.day = *day;
    return true;
}

// Reads one rule word by word. The first word that does not fit is remembered, with what would have.
class RuleReader {
public:
    RuleReader(std::string_view name, std::string_view text) : text_(lower_ascii(text)) {
        rule_.name = name;
        for (const std::string_view word : split(text_, ' '))
            if (!word.empty()) words_.push_back(word);
    }

    Outcome<HolidayRule> read() {
        if (read_day() && read_shifts() && read_years()) {
            if (next_ == words_.size()) return rule_;
            expected_ = "the end of the rule";
        }
        const std::string found = next_ < words_.size() ? "'" + std::string(words_[next_]) + "'" : "the end";
        return refuse(RefusalKind::malformed, "Holiday '" + rule_.name + "', rule '" + text_ +
                                                  "': expected " + expected_ + ", found " + found + ".");
    }

private:
    std::string text_;
    std::vector<std::string_view> words_;
    std::size_t next_ = 0;
    std::string expected_;
    HolidayRule rule_;

    [[nodiscard]] std::string_view word() const { return next_ < words_.size() ? words_[next_] : ""; }

    bool take(std::string_view wanted) {
        if (word() != wanted) return false;
        ++next_;
        return true;
    }

    bool fail(std::string expected) {
        expected_ = std::move(expected);
        return false;
    }

    bool expect(std::string_view wanted) { return take(wanted) || fail("'" + std::string(wanted) + "'"); }

    bool expect_weekday(Weekday& day) {
        const auto found = position(weekdays, word());
        if (!found) return fail("a day of the week");
        day = static_cast<Weekday>(*found);
        ++next_;
        return true;
    }

    bool read_day() {
        if (parse_month_day(word(), rule_)) {
            rule_.kind = HolidayRule::Kind::fixed;
            ++next_;
            return true;
        }
        if (const auto date = Date::parse(word())) {
            rule_.kind = HolidayRule::Kind::once;
            rule_.date = *date;
            ++next_;
            return true;
        }
        if (take("easter")) return read_easter();
        if (position(ordinals, word()) || word() == "last") return read_nth_weekday();
        if (position(weekdays, word())) return read_weekday_near();
        return fail(
            "a day such as 12-25, 2024-05-06, easter +1, '1st monday in may' or 'monday before 06-01'");
    }

    bool read_easter() {
        rule_.kind = HolidayRule::Kind::easter;
        const std::string_view offset = word();
        if (offset.empty() || (offset.front() != '+' && offset.front() != '-')) return true;
        const auto days = number(offset.substr(1), 200);
        if (!days) return fail("days from Easter between -200 and +200");
        rule_.offset = offset.front() == '-' ? -*days : *days;
        ++next_;
        return true;
    }

    bool read_nth_weekday() {
        rule_.kind = HolidayRule::Kind::nth_weekday;
        const auto ordinal = position(ordinals, word());
        rule_.nth = ordinal ? *ordinal + 1 : -1;
        ++next_;
        if (!expect_weekday(rule_.weekday) || !expect("in")) return false;
        const auto month = position(months, word());
        if (!month) return fail("a month");
        rule_.month = *month + 1;
        ++next_;
        return true;
    }

    bool read_weekday_near() {
        rule_.kind = HolidayRule::Kind::weekday_near;
        if (!expect_weekday(rule_.weekday)) return false;
        if (word() != "before" && word() != "after") return fail("'before' or 'after'");
        rule_.nth = word() == "before" ? -1 : 1;
        ++next_;
        if (!parse_month_day(word(), rule_)) return fail("a day such as 06-01");
        ++next_;
        return true;
    }

    bool read_shifts() {
        if (take("and")) {
            rule_.observed = HolidayRule::Observed::as_well;
            if (word() != "if") return fail("'if'");
        }
        while (take("if")) {
            HolidayRule::Shift shift;
            if (!expect_weekday(shift.when) || !expect("then")) return false;
            if (word() != "next" && word() != "previous") return fail("'next' or 'previous'");
            const bool forward = take("next");
            if (!forward) ++next_;
            Weekday target{};
            if (!expect_weekday(target)) return false;
            const int ahead = (static_cast<int>(target) - static_cast<int>(shift.when) + 7) % 7;
            shift.by_days = forward ? (ahead == 0 ? 7 : ahead) : ahead - 7;
            rule_.shifts.push_back(shift);
        }
        return true;
    }

    bool read_years() {
        if (take("since") && !read_year(rule_.first_year)) return false;
        if (take("until") && !read_year(rule_.last_year)) return false;
        if (rule_.last_year < rule_.first_year) return fail("a last year not before the first");
        return true;
    }

    bool read_year(int& year) {
        const auto found = word().size() == 4 ? number(word(), 9999) : std::nullopt;
        if (!found || *found == 0) return fail("a year of four digits");
        year = *found;
        ++next_;
        return true;
    }
};

}  // namespace

Outcome<HolidayRule> parse_holiday_rule(std::string_view name, std::string_view rule) {
    if (rule.size() > rule_bytes_max)
        return refuse(RefusalKind::malformed, "A holiday's rule is longer than 200 characters.");
    return RuleReader(name, rule).read();
}

}  // namespace reeve::calendar
