// Event logs of IEEE 1849 (XES), read as they come.
#include <expat.h>
#include <fmt/format.h>

#include <deque>
#include <map>
#include <stdexcept>

#include "import/byte_source.hpp"
#include "import/row_source.hpp"

namespace reeve::import {
namespace {

constexpr std::size_t piece = 64 * 1024;
constexpr int depth_max = 40;
constexpr std::size_t attributes_max = 2000;  // of a trace or event
constexpr std::size_t value_max = 1u << 20;   // bytes
constexpr std::string_view trace_prefix = "trace:";

using Attributes = std::map<std::string, std::string, std::less<>>;

bool is_value(std::string_view element) {
    return element == "string" || element == "date" || element == "int" || element == "float" ||
           element == "boolean" || element == "id";
}

class XesSource : public RowSource {
public:
    XesSource(const std::string& path, std::vector<std::string> columns)
        : path_(path), columns_(std::move(columns)), bytes_(path), parser_(XML_ParserCreate(nullptr)) {
        if (!parser_) throw std::bad_alloc();
        XML_SetUserData(parser_, this);
        XML_SetElementHandler(parser_, &XesSource::began, &XesSource::ended);
        XML_SetEntityDeclHandler(parser_, &XesSource::declared);
    }
    ~XesSource() override { XML_ParserFree(parser_); }
    XesSource(const XesSource&) = delete;
    XesSource& operator=(const XesSource&) = delete;

    const std::vector<std::string>& columns() const override { return columns_; }
    const std::string& why() const override { return why_; }

    Next next(SourceRow& row) override {
        while (found_.empty() && !read_all_) read_on();
        if (found_.empty()) return Next::end;
        Found found = std::move(found_.front());
        found_.pop_front();
        row = std::move(found.row);
        why_ = std::move(found.why);
        return why_.empty() ? Next::row : Next::broken;
    }

private:
    struct Found {
        SourceRow row;
        std::string why;  // empty where the row is whole
    };

    // What is wrong with the file as a whole; expat is told to stop, and the sentence thrown outside of it.
    void refuse(std::string why) {
        if (refused_.empty()) refused_ = fmt::format("{}:{}: {}", path_, line(), why);
        XML_StopParser(parser_, XML_FALSE);
    }

    [[nodiscard]] std::int64_t line() const {
        return static_cast<std::int64_t>(XML_GetCurrentLineNumber(parser_));
    }

    void read_on() {
        void* buffer = XML_GetBuffer(parser_, static_cast<int>(piece));
        if (!buffer) throw std::bad_alloc();
        const std::size_t count = bytes_.read({static_cast<char*>(buffer), piece});
        read_all_ = count == 0;
        const XML_Status status = XML_ParseBuffer(parser_, static_cast<int>(count), read_all_ ? 1 : 0);
        if (!refused_.empty()) throw std::runtime_error(refused_);
        if (status != XML_STATUS_OK)
            throw std::runtime_error(fmt::format("{}:{}: this is no XML: {}", path_, line(),
                                                 XML_ErrorString(XML_GetErrorCode(parser_))));
        if (read_all_ && !any_log_)
            throw std::runtime_error(fmt::format("{}:1: there is no <log> in the file", path_));
    }

    static void XMLCALL declared(void* self, const XML_Char*, int, const XML_Char*, int, const XML_Char*,
                                 const XML_Char*, const XML_Char*, const XML_Char*) {
        static_cast<XesSource*>(self)->refuse("the file declares entities, which are refused");
    }

    static void XMLCALL began(void* self, const XML_Char* name, const XML_Char** attributes) {
        static_cast<XesSource*>(self)->begin(name, attributes);
    }

    static void XMLCALL ended(void* self, const XML_Char* name) { static_cast<XesSource*>(self)->end(name); }

    void begin(std::string_view name, const XML_Char** attributes) {
        if (++depth_ > depth_max) return refuse(fmt::format("elements lie more than {} deep", depth_max));
        if (depth_ == 1) {
            if (name != "log") return refuse(fmt::format("the file is a <{}>, not a <log>", name));
            any_log_ = true;
        } else if (depth_ == 2 && name == "trace") {
            trace_.clear();
            said_so_far_.clear();
            in_trace_ = true;
            events_ = 0;
            trace_line_ = line();
        } else if (depth_ == 3 && in_trace_ && name == "event") {
            event_.clear();
            in_event_ = true;
            event_line_ = line();
        } else if (is_value(name)) {
            if (depth_ == 3 && in_trace_ && !in_event_) take(attributes, trace_);
            if (depth_ == 4 && in_event_) take(attributes, event_);
        }
    }

    void take(const XML_Char** attributes, Attributes& onto) {
        std::string_view key;
        std::string_view value;
        for (; *attributes; attributes += 2) {
            const std::string_view name = attributes[0];
            if (name == "key") key = attributes[1];
            if (name == "value") value = attributes[1];
        }
        if (value.size() > value_max) return refuse(fmt::format("a value has more than {} bytes", value_max));
        if (onto.size() == attributes_max)
            return refuse(fmt::format("more than {} attributes in one place", attributes_max));
        if (!key.empty()) onto.emplace(key, value);
    }

    void end(std::string_view name) {
        if (depth_ == 3 && in_event_ && name == "event") {
            in_event_ = false;
            ++events_;
            give_event();
        } else if (depth_ == 2 && in_trace_ && name == "trace") {
            in_trace_ = false;
            if (events_ == 0) {
                found_.push_back({});
                found_.back().row.line = trace_line_;
                found_.back().why =
                    fmt::format("the trace '{}' has no event", value_of(trace_, "concept:name"));
            }
        }
        --depth_;
    }

    static std::string_view value_of(const Attributes& attributes, std::string_view key) {
        const auto found = attributes.find(key);
        return found == attributes.end() ? std::string_view{} : std::string_view(found->second);
    }

    void give_event() {
        Found found;
        found.row.line = event_line_;
        for (const std::string& column : columns_) {
            const bool of_trace = column.starts_with(trace_prefix);
            const std::string_view key = std::string_view(column).substr(of_trace ? trace_prefix.size() : 0);
            found.row.cells.emplace_back(value_of(of_trace ? trace_ : event_, key));
        }
        said_.clear();
        say("", value_of(trace_, "concept:name"));
        for (const auto& [key, value] : event_) say(key, value);
        found.row.hash = sha256(said_);
        // A trace may say the same twice: each is a row of its own.
        if (const int count = ++said_so_far_[found.row.hash]; count > 1) {
            say("", std::to_string(count));
            found.row.hash = sha256(said_);
        }
        found_.push_back(std::move(found));
    }

    void say(std::string_view key, std::string_view value) {
        said_ += key;
        said_ += '\0';
        said_ += value;
        said_ += '\0';
    }

    std::string path_;
    std::vector<std::string> columns_;
    ByteSource bytes_;
    XML_Parser parser_;
    std::deque<Found> found_;
    std::string why_, refused_, said_;
    Attributes trace_, event_;
    std::map<Digest, int> said_so_far_;  // of the trace's events
    int depth_ = 0;
    std::int64_t events_ = 0, trace_line_ = 0, event_line_ = 0;
    bool in_trace_ = false, in_event_ = false, read_all_ = false, any_log_ = false;
};

}  // namespace

std::unique_ptr<RowSource> open_xes(const std::string& path, std::vector<std::string> columns) {
    return std::make_unique<XesSource>(path, std::move(columns));
}

}  // namespace reeve::import
