#include "calendar/zone.hpp"

#include <cctz/civil_time.h>
#include <cctz/time_zone.h>

#include <algorithm>
#include <bit>
#include <chrono>
#include <fstream>
#include <limits>
#include <type_traits>
#include <vector>

#include "base/text.hpp"

namespace reeve::calendar {
namespace {

constexpr std::int64_t micros_per_second = 1'000'000;
constexpr std::int64_t seconds_per_day = 86'400;

// Beyond these (years -28000 and 32000, nearly) a civil year would not fit where others keep it.
constexpr std::int64_t earliest_s = -946'000'000'000;
constexpr std::int64_t latest_s = 946'000'000'000;

// cctz hands out a pointer to rules that it never frees, wrapped in a class; a header that carried the
// class would carry cctz into every file.
static_assert(std::is_trivially_copyable_v<cctz::time_zone> && sizeof(cctz::time_zone) == sizeof(void*));

cctz::time_zone rules(const void* pointer) {
    return std::bit_cast<cctz::time_zone>(pointer);
}

using Seconds = cctz::time_point<cctz::seconds>;

Seconds point(std::int64_t epoch_seconds) {
    return Seconds(cctz::seconds(std::clamp(epoch_seconds, earliest_s, latest_s)));
}

std::int64_t count(Seconds at) {
    return at.time_since_epoch().count();
}

Instant instant_of(Seconds at) {
    return {std::clamp(count(at), earliest_s, latest_s) * micros_per_second};
}

std::int64_t floor_seconds(std::int64_t micros) {
    const std::int64_t whole = micros / micros_per_second;
    return micros % micros_per_second < 0 ? whole - 1 : whole;
}

// The end of a gap (semantics section 6), the first of two.
Seconds first_of(const cctz::time_zone::civil_lookup& found) {
    return found.kind == cctz::time_zone::civil_lookup::SKIPPED ? found.trans : found.pre;
}

Date date_of(const cctz::civil_second& local) {
    static const cctz::civil_day epoch(1970, 1, 1);
    return Date{static_cast<std::int32_t>(cctz::civil_day(local) - epoch)};
}

// The names and the version of the database, as its one text file gives them.
struct Database {
    std::string version = "unknown";
    std::vector<std::string> names{"UTC"};  // sorted

    [[nodiscard]] bool has(std::string_view name) const {
        return std::binary_search(names.begin(), names.end(), name);
    }
};

constexpr const char* zone_folder = "/usr/share/zoneinfo/";

std::string first_line(const std::string& path) {
    std::ifstream file(path);
    std::string line;
    std::getline(file, line);
    return line;
}

Database read_database() {
    Database database;
    std::ifstream file(std::string(zone_folder) + "tzdata.zi");
    std::string line;
    while (std::getline(file, line)) {
        const auto words = split(line, ' ');
        if (words.size() >= 3 && words[0] == "#" && words[1] == "version") database.version = words[2];
        if (words.size() >= 3 && words[0] == "L") database.names.emplace_back(words[2]);
        if (words.size() >= 3 && words[0] == "Z") database.names.emplace_back(words[1]);
    }
    if (database.version == "unknown") {
        const std::string line_of_version = first_line(std::string(zone_folder) + "+VERSION");
        if (!line_of_version.empty()) database.version = line_of_version;
    }
    std::sort(database.names.begin(), database.names.end());
    return database;
}

const Database& database() {
    static const Database read = read_database();
    return read;
}

}  // namespace

Zone Zone::utc() {
    return Zone(std::bit_cast<const void*>(cctz::utc_time_zone()));
}

Outcome<Zone> Zone::load(std::string_view name) {
    // cctz keeps every name it was ever asked for and opens what it is given, absolute paths too: only
    // names that the database lists reach it.
    const Database& known = database();
    if (known.names.size() == 1 && name != "UTC")
        return refuse(RefusalKind::malformed, "This machine has no time zone database: install tzdata.");
    if (!known.has(name)) {
        std::string sentence = "There is no time zone '" + std::string(name.substr(0, 64)) + "'";
        const std::string_view close = name.size() > 64 ? "" : nearest(name, known.names);
        sentence += close.empty() ? "." : "; did you mean '" + std::string(close) + "'?";
        return refuse(RefusalKind::malformed, std::move(sentence));
    }
    cctz::time_zone zone;
    if (!cctz::load_time_zone(std::string(name), &zone))
        return refuse(RefusalKind::malformed, "The rules of time zone '" + std::string(name) +
                                                  "' could not be read on this machine.");
    return Zone(std::bit_cast<const void*>(zone));
}

std::string Zone::name() const {
    return rules(rules_).name();
}

CivilTime Zone::local(Instant at) const {
    const std::int64_t second = floor_seconds(at.micros);
    const std::int64_t micros = at.micros % micros_per_second;
    const auto found = rules(rules_).lookup(point(second));
    return {.year = static_cast<int>(found.cs.year()),
            .month = found.cs.month(),
            .day = found.cs.day(),
            .hour = found.cs.hour(),
            .minute = found.cs.minute(),
            .second = found.cs.second(),
            .micros = static_cast<int>(micros < 0 ? micros + micros_per_second : micros),
            .offset_s = found.offset,
            .weekday = date_of(found.cs).weekday()};
}

Date Zone::date(Instant at) const {
    return date_of(rules(rules_).lookup(point(floor_seconds(at.micros))).cs);
}

Instant Zone::instant(const CivilTime& local) const {
    const cctz::civil_second wanted(local.year, local.month, local.day, local.hour, local.minute,
                                    local.second);
    const auto found = rules(rules_).lookup(wanted);
    const Instant at = instant_of(first_of(found));
    return found.kind == cctz::time_zone::civil_lookup::SKIPPED ? at : at + Duration{local.micros};
}

Instant Zone::instant(Date date, std::int64_t second_of_day) const {
    static const cctz::civil_second epoch(1970, 1, 1);
    const cctz::civil_second wanted = epoch + (date.days * seconds_per_day + second_of_day);
    return instant_of(first_of(rules(rules_).lookup(wanted)));
}

int Zone::offset_seconds(std::int64_t epoch_seconds) const {
    return rules(rules_).lookup(point(epoch_seconds)).offset;
}

bool Zone::has(Date date) const {
    // When a whole day is skipped, its noon moves onto the next date.
    return this->date(instant(date, seconds_per_day / 2)) == date;
}

SteadyStretch Zone::steady(std::int64_t epoch_seconds) const {
    const cctz::time_zone zone = rules(rules_);
    const Seconds at = point(epoch_seconds);
    SteadyStretch stretch{std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max(),
                          zone.lookup(at).offset};
    cctz::time_zone::civil_transition change;
    // The wall time to which a change leads is either unique or the second of two, so `trans` is its instant.
    if (zone.next_transition(at, &change)) stretch.until_s = count(zone.lookup(change.to).trans);
    if (zone.prev_transition(at + cctz::seconds(1), &change))
        stretch.from_s = count(zone.lookup(change.to).trans);
    return stretch;
}

const std::string& tzdata_version() {
    return database().version;
}

}  // namespace reeve::calendar
