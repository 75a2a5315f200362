#include "calendar/shipped_holidays.hpp"

#include <array>

#include "base/check.hpp"
#include "base/text.hpp"

namespace reeve::calendar {
namespace {

struct ShippedRule {
    std::string_view name;
    std::string_view rule;
};

// Where usage and law leave a doubt, these lists say "public" as the date-holidays collection does:
// 1 May, Constitution Day and 24 December are no public holidays in Denmark, nor Good Friday, 5 May and
// 31 December in the Netherlands; Veterans Day has no substitute day in the United States, although federal
// offices observe one; Iowa lists Columbus Day (since 2018 as Indigenous Peoples' Day) and Lincoln's
// Birthday, on which its offices may be open.

constexpr auto denmark = std::to_array<ShippedRule>({
    {"Nytårsdag", "01-01"},
    {"Skærtorsdag", "easter -3"},
    {"Langfredag", "easter -2"},
    {"Påskedag", "easter"},
    {"Anden påskedag", "easter +1"},
    {"Store Bededag", "easter +26 until 2023"},
    {"Kristi Himmelfartsdag", "easter +39"},
    {"Pinsedag", "easter +49"},
    {"Anden Pinsedag", "easter +50"},
    {"Juledag", "12-25"},
    {"Anden Juledag", "12-26"},
});

constexpr auto netherlands = std::to_array<ShippedRule>({
    {"Nieuwjaar", "01-01"},
    {"Pasen", "easter"},
    {"Tweede paasdag", "easter +1"},
    {"Koninginnedag", "04-30 if sunday then previous saturday since 1980 until 2013"},
    {"Koningsdag", "04-27 if sunday then previous saturday since 2014"},
    {"Hemelvaartsdag", "easter +39"},
    {"Pinksteren", "easter +49"},
    {"Tweede pinksterdag", "easter +50"},
    {"Kerstmis", "12-25"},
    {"Tweede kerstdag", "12-26"},
});

constexpr auto mozambique = std::to_array<ShippedRule>({
    {"Dia da Fraternidade Universal", "01-01 and if sunday then next monday"},
    {"Dia dos Heróis Moçambicanos", "02-03 and if sunday then next monday"},
    {"Dia da Mulher Moçambicana", "04-07 and if sunday then next monday"},
    {"Dia Internacional dos Trabalhadores", "05-01 and if sunday then next monday"},
    {"Dia da Independência Nacional", "06-25 and if sunday then next monday"},
    {"Dia da Vitória", "09-07 and if sunday then next monday"},
    {"Dia das Forças Armadas de Libertação Nacional", "09-25 and if sunday then next monday"},
    {"Dia da Paz e Reconciliação", "10-04 and if sunday then next monday"},
    {"Dia da Família", "12-25 and if sunday then next monday"},
});

// Those that the federation and Iowa share. Earlier forms of the movable ones are not listed.
constexpr auto united_states_shared = std::to_array<ShippedRule>({
    {"New Year's Day", "01-01 and if sunday then next monday if saturday then previous friday"},
    {"Martin Luther King Jr. Day", "3rd monday in january since 1986"},
    {"Washington's Birthday", "3rd monday in february since 1971"},
    {"Memorial Day", "monday before 06-01 since 1971"},
    {"Juneteenth", "06-19 and if sunday then next monday if saturday then previous friday since 2021"},
    {"Independence Day", "07-04 and if sunday then next monday if saturday then previous friday"},
    {"Labor Day", "1st monday in september"},
    {"Veterans Day", "11-11 since 1978"},
    {"Thanksgiving Day", "4th thursday in november since 1942"},
    {"Christmas Day", "12-25 and if sunday then next monday if saturday then previous friday"},
});

constexpr auto united_states_alone = std::to_array<ShippedRule>({
    {"Columbus Day", "2nd monday in october since 1971"},
});

constexpr auto iowa_alone = std::to_array<ShippedRule>({
    {"Lincoln's Birthday", "02-12"},
    {"Columbus Day", "2nd monday in october since 1971 until 2017"},
    {"Indigenous Peoples' Day", "2nd monday in october since 2018"},
});

void append(std::vector<HolidayRule>& rules, std::span<const ShippedRule> shipped) {
    for (const auto& [name, rule] : shipped) {
        auto parsed = parse_holiday_rule(name, rule);
        REEVE_CHECK(parsed.has_value());
        rules.push_back(std::move(*parsed));
    }
}

constexpr int first_year = 1900;
constexpr int last_year = 2199;

}  // namespace

std::span<const std::string> holiday_regions() {
    static const std::array<std::string, 5> regions{"DK", "MZ", "NL", "US", "US-IA"};
    return regions;
}

Outcome<std::vector<HolidayRule>> shipped_holiday_rules(std::string_view region) {
    std::vector<HolidayRule> rules;
    if (region == "DK") append(rules, denmark);
    if (region == "MZ") append(rules, mozambique);
    if (region == "NL") append(rules, netherlands);
    if (region == "US" || region == "US-IA") append(rules, united_states_shared);
    if (region == "US") append(rules, united_states_alone);
    if (region == "US-IA") append(rules, iowa_alone);
    if (!rules.empty()) return rules;
    return refuse(RefusalKind::malformed, "No holidays are shipped for '" +
                                              std::string(region.substr(0, 16)) + "'; there are " +
                                              join(holiday_regions(), ", ") + ".");
}

Outcome<std::string> holiday_list(std::string_view region, int year, Named named) {
    if (year < first_year || year > last_year)
        return refuse(RefusalKind::malformed, "Holidays are known for the years 1900 to 2199.");
    const auto rules = shipped_holiday_rules(region);
    if (!rules) return std::unexpected(rules.error());
    std::string lines;
    const auto days = holidays(*rules, year);
    for (std::size_t i = 0; i < days.size(); ++i) {
        const bool another = i > 0 && days[i].date == days[i - 1].date;
        if (!another) lines += (i > 0 ? "\n" : "") + text(days[i].date);
        if (named == Named::yes) lines += (another ? ", " : " ") + days[i].name;
    }
    return lines + "\n";
}

}  // namespace reeve::calendar
