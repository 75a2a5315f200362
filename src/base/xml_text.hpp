#pragma once
// Text inside an XML 1.0 document.

#include <string>
#include <string_view>

namespace reeve {

// As an attribute's value or an element's text. What XML 1.0 has no place for is left out; line ends are kept
// through an attribute's reading.
inline void append_xml(std::string& onto, std::string_view text) {
    for (const char c : text) {
        switch (c) {
            case '&': onto += "&amp;"; break;
            case '<': onto += "&lt;"; break;
            case '>': onto += "&gt;"; break;
            case '"': onto += "&quot;"; break;
            case '\n': onto += "&#10;"; break;
            case '\r': onto += "&#13;"; break;
            case '\t': onto += "&#9;"; break;
            default:
                if (static_cast<unsigned char>(c) >= 0x20) onto += c;
        }
    }
}

}  // namespace reeve
