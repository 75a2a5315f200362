#pragma once
// How a file of another system writes instants: "D-M-YYYY H:mm". Figures may come with or without a leading
// zero, whatever the form shows.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "base/outcome.hpp"
#include "calendar/zone.hpp"

namespace reeve::calendar {

// YYYY or YY (00 to 68 are of this century), M or MM, MMM (Jan to Dec, in English), D, H (0 to 23), h (1 to
// 12) with A (AM or PM), m, s, S (a fraction of a second), Z (an offset: Z, +02:00, +0200); each also
// doubled. A space stands for one or more, every other sign for itself. "ISO 8601" is the standard's own
// form, with or without time and offset.
class DateForm {
public:
    // Refusal malformed when the form has a letter that means nothing, or lacks year, month or day.
    [[nodiscard]] static Outcome<DateForm> parse(std::string_view form);
    // Nothing when the text is not of this form, or there is no such day or time. Without an offset of its
    // own it is the zone's wall time; without a time of day midnight.
    [[nodiscard]] std::optional<Instant> read(std::string_view text, const Zone& zone) const;
    [[nodiscard]] const std::string& text() const { return text_; }

private:
    enum class Part : std::uint8_t {
        literal,
        year,
        short_year,
        month,
        month_name,
        day,
        hour,
        half_day_hour,
        half,
        minute,
        second,
        fraction,
        offset
    };
    struct Piece {
        Part part = Part::literal;
        char sign = 0;  // of a literal
    };
    struct Found;

    [[nodiscard]] static std::size_t known_word(std::string_view form, Part& part);
    [[nodiscard]] static bool take(std::string_view& text, Piece piece, Found& found);
    [[nodiscard]] static std::optional<Instant> instant_of(const Found& found, const Zone& zone);
    [[nodiscard]] static std::optional<Instant> read_iso(std::string_view text, const Zone& zone);

    std::string text_;
    std::vector<Piece> pieces_;  // none: ISO 8601
};

}  // namespace reeve::calendar
