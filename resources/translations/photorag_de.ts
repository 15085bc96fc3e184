<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
    <context>
        <name>_Question</name>
        <message>
            <source>Go on reading in the background?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Photos are still being read. PhotoRAG can finish that from its icon in the system tray.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Go on in the background</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Stop and quit</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cancel</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Remember this</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>_TaskRow</name>
        <message>
            <source>Cancel</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{} of {}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Stopping…</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>AppMenu</name>
        <message>
            <source>Add folder…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Look for changes in all folders</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Photos that couldn't be read…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Models…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Keyboard shortcuts</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Quit</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Appearance</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Like the system</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Light</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Dark</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>bridge</name>
        <message>
            <source>Something went wrong inside PhotoRAG ({}). The log has the details.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>BrowsePage</name>
        <message>
            <source>Details and similar photos</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Details and similar photos (F9)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Searching…</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>DetailsTab</name>
        <message>
            <source>Select a photo to see its details.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This photo is no longer in the library.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>DetailsView</name>
        <message>
            <source>Details</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The first {}: {}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>On {} of {} photos</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ElidedButton</name>
        <message>
            <source>Open the folder {}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>EmptyPage</name>
        <message>
            <source>Choose a folder…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>By words, by a picture, or by both. Your photos are read on this computer and stay here, unchanged. Nothing leaves it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Find any photo by describing it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Drop a folder here</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>or several; the folders inside are included</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>FactsTable</name>
        <message>
            <source>Taken</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Camera</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Exposure</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>File</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Added</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Tags</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Damaged: part of the picture is missing.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This folder is offline.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>FailedFilesDialog</name>
        <message>
            <source>File</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Reason</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Folder</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>failures</name>
        <message>
            <source>Copy it again from where it came from: the camera, the phone, or a backup.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save it as a JPEG or PNG beside it to find it here.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save a smaller copy of it to find it here.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nothing to do: only its name looks like that of a picture.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>See whether another program opens it. If so, save it again from there.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The picture is damaged</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The file is empty</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The file holds nothing but zeros</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The file is gone</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>It was moved or deleted. Trying again takes it off this list.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No permission to read it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Allow yourself to read the file, then try again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Check the disk and its cable, then try again. Make a backup soon.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>It needs too much memory</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Reading it takes too long</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Reading it makes the decoder crash</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A RAW file without a readable preview</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A Photoshop file, which can’t be read</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A PostScript file, which can’t be read</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A JPEG XL picture, which can’t be read yet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Not a picture: a PDF document</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Not a picture: a ZIP archive</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Not a picture: a video</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Not a picture: a sound file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Not a picture: a web page</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Not a picture: it looks like text</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Not a kind of picture that can be read</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>FailuresDialog</name>
        <message>
            <source>Couldn’t be read</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copy list</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show in folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Try all again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Close</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Shown: {}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Trying again…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>All folders ({})</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{} ({})</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>1 file couldn’t be read</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{} files couldn’t be read</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>It is tried again when the file changes.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copy</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Files that couldn’t be read</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Everything could be read.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>FailuresModel</name>
        <message>
            <source>File</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Reason</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Folder</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>FilmStrip</name>
        <message>
            <source>Film strip</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>FolderDelegate</name>
        <message>
            <source>removing…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>offline</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>FolderModel</name>
        <message>
            <source>Being removed from PhotoRAG</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Not connected. Its photos stay searchable and come back when it is.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Being read: {} %</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{} could not be read</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>FolderTree</name>
        <message>
            <source>Folders</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Being removed from PhotoRAG</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Look for changes now</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show in file manager</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Couldn’t be read ({})…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Remove from PhotoRAG…</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>grid</name>
        <message>
            <source>{name}, {date}, favourite</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name}, {date}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>HeartButton</name>
        <message>
            <source>Remove from favourites</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add to favourites</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>InfoPanel</name>
        <message>
            <source>Name</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Date</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Size</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Camera</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Exposure</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Tags</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show in folder</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Intake</name>
        <message>
            <source>a photo of the library</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>pasted picture</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>Choose a folder of photos</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>a photo of the library</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Marks</name>
        <message>
            <source>Undo: {}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Undo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Redo: {}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Redo</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ModelCard</name>
        <message>
            <source>Model</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Could not get {}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Try again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Dismiss</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{} knows people, animals and things, in {} languages. {}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{} have arrived: the download goes on from there.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Understand more</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Go on</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Get · {}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Not now</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Getting {}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Searches use the {} meanwhile.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Searches use {} meanwhile.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Not all photos have been read with {} yet.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Reading is not finished</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Go on reading</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>With {}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>With {}: {} of {}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Reading your photos again</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ModelRow</name>
        <message>
            <source>In use</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{} have arrived: the download goes on from there.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Your photos are being read with it. Searches use the one before meanwhile.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Not all photos have been read with it yet. Searches use the one before meanwhile.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Go on reading</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Try again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Use</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Go on</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Download</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Downloads {} from huggingface.co. Your photos are not sent.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Take {} off the list</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Remove {} from this computer</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ModelRuns</name>
        <message>
            <source>The download of {} was stopped. {} are kept: the next try goes on from there.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>PhotoRAG now understands your photos with {}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>PhotoRAG now understands your photos with the {}.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>models</name>
        <message>
            <source>Starter</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>English</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Built in. Colours, shapes, simple scenes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Recommended. Everyday photos, fast.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Finer details, about four times the work.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Best. Wants a graphics card.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Exact on English descriptions.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Small download, English only, fast.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Small, English only, widely used.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The first CLIP: small, English only.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>An open_clip model you chose.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Downloads from huggingface.co. Your photos are not sent.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{} of {}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{}/s</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{} left</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ModelsPage</name>
        <message>
            <source>Models</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Back</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Any open_clip model…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add from a folder…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose the folder of an open_clip model</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{} free</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A model decides how well photos are understood. Changing it never loses anything: search keeps working on the old one until the new one has read everything.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Model</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Size</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Languages</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>NameDialog</name>
        <message>
            <source>Any open_clip model</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The model's name</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Name an architecture with its weights, or a model on the Hugging Face Hub.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Download</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cancel</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>NoticeBar</name>
        <message>
            <source>Dismiss this message</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Dismiss</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>PhotoActions</name>
        <message>
            <source>No app on this computer opens {}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Favourite</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add tag…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copy</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copy path</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Export copies…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Move to trash…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{number} photos are favourites now.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{number} photos are no longer favourites.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{number} photos were tagged “{tag}”.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The tag “{tag}” was removed from {number} photos.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Undo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Already tagged “{}”.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Undone: {}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{} copied.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Path copied.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{} paths copied.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>PhotoGrid</name>
        <message>
            <source>Photos</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>PictureChip</name>
        <message>
            <source>Picture to search by: {}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Searching by {}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Take the picture {} out of the search</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Take out of the search</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>PicturesButton</name>
        <message>
            <source>Use Pictures</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>over {} photos</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>no photos</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Presenter</name>
        <message>
            <source>Its folder is offline, so only the small picture can be shown.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This photo can't be shown: {}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Loading full size …</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Its full size can't be shown: {}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Shown with {} of its {} megapixels</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Preview</name>
        <message>
            <source>Preview of {}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>PreviewStack</name>
        <message>
            <source>Previews of the selected photos</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ProgressCard</name>
        <message>
            <source>Reading photos</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>How much has been read</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Pause</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Stop</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Hide this</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{} of {}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Stopping…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What has been read is kept.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Paused</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Getting the model ready…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{} to read</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Reading {}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Finishing…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Looking for photos…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{} photos/s</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{}/s</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{} left</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Stopped</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{} read. The rest is read later.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>in {}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{} read</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Up to date</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{} no longer in the folder.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nothing new</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>These folders have been read.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{} could not be read</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{} could not be read. Show them.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Go on</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ProgressLine</name>
        <message>
            <source>How far the model has come</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Stop the download. What has arrived is kept.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Do not change the model</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Getting ready…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Checking and loading…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Stopping…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{} of {} read</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Reading…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Not read yet</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>RecentPopup</name>
        <message>
            <source>Recent searches</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Forget recent searches</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>RemoveDialog</name>
        <message>
            <source>Remove folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Remove “{}” from PhotoRAG?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Remove</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cancel</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Your files stay where they are. Favourites and tags are remembered and come back should you add the folder again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>1 photo is no longer found.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{} photos are no longer found.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>RemoveQuestion</name>
        <message>
            <source>Take {} off the list?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The folder and its files stay where they are.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Take off</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Remove {} from this computer?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This frees {}. What was read with it stays in the library; it can be downloaded again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Remove</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cancel</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>RightPanel</name>
        <message>
            <source>About the selected photos</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Details</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Similar</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>RowHeightSlider</name>
        <message>
            <source>Size of the photos</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>SearchField</name>
        <message>
            <source>Search your photos by words</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Recent searches</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Clear the search</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add words, if you like</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Describe a photo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Drop to add to the search</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Drop or paste a photo to search by picture</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>SearchSession</name>
        <message>
            <source>Getting the model ready…</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>SentencePage</name>
        <message>
            <source>Photos are still being read: there may be more in a moment.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Try other words, fewer of them, or a picture.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nothing found</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Clear the search</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Press F or click the heart of a photo to keep it here.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No favourites yet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show all photos</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Photos put into your folders appear here by themselves.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nothing added recently</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No photos in {}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No photos here yet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Photos put into this folder appear here by themselves.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add a folder…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The first ones appear here in a moment. You can search while the rest is read.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Reading your photos</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Plug the drive in or connect to the network: it comes back by itself. Nothing is lost.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{} is offline</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>shortcuts</name>
        <message>
            <source>Search</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Go to the search field</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Search now</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Go down to the photos</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Recent searches</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Search by a copied picture</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Step back</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Photos</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Move</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Arrow keys</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Select several</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Shift + arrow keys</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Select all</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>First, last</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Page up, page down</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Larger, smaller</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Ctrl + wheel</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Selected photos</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Favourite</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add tag</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Search like this</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copy</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copy path</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Export copies</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Move to trash</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Undo, redo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Viewer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Previous, next</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Zoom in, zoom out</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Whole photo, actual size</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Details</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Film strip</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Back to the photos</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>PhotoRAG</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Look for changes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Models</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Right column</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Full screen</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This sheet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Quit</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ShortcutsSheet</name>
        <message>
            <source>Keyboard shortcuts</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Close</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Sidebar</name>
        <message>
            <source>Menu</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>All photos</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Favourites</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Recently added</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>None yet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add folder…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>FOLDERS</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>SimilarGrid</name>
        <message>
            <source>Similar photos</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>SimilarTab</name>
        <message>
            <source>Select a photo to see others that look like it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Similar photos appear here as the photos are read.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No other photo looks like this one.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The photo looked at</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Looks similar</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Search like this</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>+ add words</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Search like this and add words</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>TagChip</name>
        <message>
            <source>Remove this tag</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Remove the tag {}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>TagDialog</name>
        <message>
            <source>Add tag</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Tag for this photo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Tag for {} photos</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Type a tag</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Tags in use</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{tag} ({number})</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A new tag</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No tags in use yet</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>TagEditor</name>
        <message>
            <source>+ add</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add a tag</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>New tag</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Tag</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>texts</name>
        <message>
            <source>favourite 1 photo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>favourite {} photos</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>remove 1 favourite</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>remove {} favourites</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>tag 1 photo “{tag}”</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>tag {} photos “{tag}”</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>remove tag “{tag}” from 1 photo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>remove tag “{tag}” from {} photos</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Offline: connect its disk to open or copy it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open with the system's app</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show in folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Search like this</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Remove favourite</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Favourite</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add tag…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copy</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copy {} photos</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copy path</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copy {} paths</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Export copy…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Export {} copies…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Move to trash…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Move {} photos to trash…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{} (the file's date)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>f/{}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{} s</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>ISO {}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{} mm equiv.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{} mm</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{} mm ({} mm equiv.)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{} MP</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{} – {}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Like the picture</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Looks like</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>From the words</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>From the picture</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Match</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{} %</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>strong</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>good</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>weak</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{}: {}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Searched {}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Searched {} · {} not searchable yet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Added in {}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Best matches</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Less likely</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{} of {}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>1 photo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{} photos</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{} min</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{} h {} min</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{} ms</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{:.1f} s</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Without a date</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{month} {year}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>starter model</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Transfers</name>
        <message>
            <source>Choose a folder for the copies</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copy here</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copying 1 photo to {folder}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copying {number} photos to {folder}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Stopped: {done} of {all} photos were copied to {folder}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copied {photos} to {folder}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>1 photo was there already.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{} photos were there already.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>1 photo could not be copied.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{} photos could not be copied.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Could not be copied</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Move 1 photo to the trash?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Move {} photos to the trash?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Move to trash</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Bringing them back is done in your system's trash, not here.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cancel</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Yes, all {} photos</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Moving 1 photo to the trash</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Moving {} photos to the trash</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Stopped: {done} of {all} photos were moved to the trash.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Moved {} to the trash.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>1 photo stayed where it is.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{} photos stayed where they are.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Could not be moved to the trash</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show why</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Tray</name>
        <message>
            <source>Open PhotoRAG</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Quit</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Go on reading</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Pause reading</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>PhotoRAG</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>PhotoRAG: paused</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>PhotoRAG: looking through folders</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>PhotoRAG: paused at {} of {}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>PhotoRAG: reading {} of {}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>UnderstandingCard</name>
        <message>
            <source>Other models…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Understanding: {}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This is the model you chose.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Try again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Go on with the download</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Get the full model · {}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Works at once, offline. Knows colours, shapes and simple scenes, not people, animals or most things in real photos. The full model does, in {} languages. Reading can start now and improves when it arrives.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Viewer</name>
        <message>
            <source>Previous photo (Left)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Next photo (Right)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{} of {}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Photo {}, {}, {}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ViewerBar</name>
        <message>
            <source>Back to the photos (Escape)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Search like this</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Find photos that look like this one</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>About this photo (I)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>More actions</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Remove from favourites (F)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add to favourites (F)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{} %</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Zoom {} per cent</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>WhyCard</name>
        <message>
            <source>Why it matched</source>
            <translation type="unfinished" />
        </message>
    </context>
</TS>
