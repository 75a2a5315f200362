#include <algorithm>
#include <array>
#include <string_view>

#include "base/text.hpp"
#include "calendar/icalendar_text_internal.hpp"
#include "calendar/zone.hpp"

namespace reeve::calendar {

std::string from_latin_1(std::string_view bytes) {
    std::string text;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80) {
            text += c;
        } else {
            text += static_cast<char>(0xc0 | (byte >> 6));
            text += static_cast<char>(0x80 | (byte & 0x3f));
        }
    }
    return text;
}

namespace {

constexpr std::size_t event_bytes_max = 64u << 10;

// A line as it was before it was folded, and where it begins.
struct Line {
    int number = 0;
    std::string text;
};

std::vector<Line> unfolded(std::string_view text) {
    if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
    std::vector<Line> lines;
    int number = 0;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
        std::string_view line = text.substr(0, end);
        const bool two = text.substr(end).starts_with("\r\n");
        text.remove_prefix(std::min(end + (two ? 2 : 1), text.size()));
        ++number;
        if (!lines.empty() && (line.starts_with(' ') || line.starts_with('\t')))
            lines.back().text += line.substr(1);
        else
            lines.push_back({number, std::string(line)});
    }
    for (Line& line : lines) {
        std::replace(line.text.begin(), line.text.end(), '\0', ' ');
        if (!valid_utf8(line.text)) line.text = from_latin_1(line.text);
    }
    return lines;
}

// What stands before a line's ':' or ';'.
std::string name_of(std::string_view line) {
    return lower_ascii(trim(line.substr(0, line.find_first_of(":;"))));
}

std::string value_of(std::string_view line) {
    const std::size_t colon = line.find(':');
    return colon == std::string_view::npos ? std::string() : std::string(trim(line.substr(colon + 1)));
}

bool matters(std::string_view name) {
    static constexpr std::array<std::string_view, 11> names{"dtstart", "dtend",         "duration", "rrule",
                                                            "exrule",  "rdate",         "exdate",   "summary",
                                                            "status",  "recurrence-id", "uid"};
    return std::find(names.begin(), names.end(), name) != names.end();
}

// Parts a file into its events. What stands within an event in a part of its own, such as an alarm, is none
// of the event's; an event that never ends does so where the next one begins.
class Parting {
public:
    FileText part(const std::vector<Line>& lines) {
        for (const Line& line : lines) {
            const std::string name = name_of(line.text);
            const std::string value = lower_ascii(value_of(line.text));
            if (name == "begin" && value == "vcalendar") {
                file_.is_calendar = true;
            } else if (name == "begin" && value == "vevent") {
                open_ = true;
                within_ = 0;
                file_.events.push_back({line.number, {}, false, false, {}, {}});
            } else if (name == "end" && (value == "vevent" || value == "vcalendar")) {
                open_ = false;
            } else if (open_ && (name == "begin" || name == "end")) {
                within_ = std::max(0, within_ + (name == "begin" ? 1 : -1));
            } else if (open_ && within_ == 0 && matters(name)) {
                take(line, name);
            } else if (!open_ && (name == "x-wr-timezone" || name == "tzid" || name == "x-lic-location")) {
                note_zone(value_of(line.text));
            }
        }
        return std::move(file_);
    }

private:
    FileText file_;
    bool open_ = false;
    int within_ = 0;

    void take(const Line& line, const std::string& name) {
        EventText& event = file_.events.back();
        if (event.text.size() + line.text.size() > event_bytes_max) {
            event.too_long = true;
            return;
        }
        event.text += line.text + "\r\n";
        event.recurs = event.recurs || name == "rrule" || name == "exrule";
        if (name == "uid") event.uid = value_of(line.text);
        if (name == "recurrence-id") event.instead_of = one_date(line.text);
    }

    // Nothing where it stands for all the later ones too.
    static std::optional<Date> one_date(std::string_view line) {
        const std::string value = value_of(line);
        const auto number = [&](std::size_t from, std::size_t size) {
            int read = 0;
            for (const char c : value.substr(from, size))
                read = c >= '0' && c <= '9' ? 10 * read + c - '0' : -99'999;
            return read;
        };
        if (value.size() < 8 || lower_ascii(line.substr(0, line.find(':'))).contains(";range="))
            return std::nullopt;
        return Date::of(number(0, 4), number(4, 2), number(6, 2));
    }

    void note_zone(const std::string& name) {
        if (!file_.zone && Zone::load(name)) file_.zone = name;
    }
};

}  // namespace

FileText parted(std::string_view text) {
    return Parting().part(unfolded(text));
}

}  // namespace reeve::calendar
