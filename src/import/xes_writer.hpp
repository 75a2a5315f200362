#pragma once
// Event logs of IEEE 1849 (XES), written as they come.

#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "import/byte_source.hpp"

namespace reeve::import {

// One attribute, already as text: `kind` is "string", "date", "int" or "boolean".
struct XesAttribute {
    std::string_view kind;
    std::string key, value;
};

class XesWriter {
public:
    // Writes the head. Throws std::runtime_error when the disk does not take it, here and below.
    explicit XesWriter(const std::string& path);

    void begin_trace(const std::vector<XesAttribute>& attributes);
    void event(const std::vector<XesAttribute>& attributes);
    void end_trace();
    // The file is whole after this.
    void finish();

private:
    void put(const std::vector<XesAttribute>& attributes, std::string_view indent);
    void write_out(bool all);

    ByteSink file_;
    std::string text_;
};

}  // namespace reeve::import
