/** Texts of screen sharing. */
export const share = {
  share: {
    start: 'Share my screen',
    stop: 'Back to the camera',
    asking: 'The browser asks what to show.',
    surface: {
      monitor: 'Your whole screen is shown in the place of your camera.',
      window: 'A window is shown in the place of your camera.',
      browser: 'A tab is shown in the place of your camera.',
      unknown: 'Your screen is shown in the place of your camera.',
    },
    ended: {
      here: 'The screen is no longer shown; your camera is back.',
      browser: 'The browser ended the sharing; your camera is back.',
    },
    refused:
      'Nothing was chosen, or the system does not allow it; your camera goes on. Press the button again to choose.',
    unsupported: 'This browser can not share a screen here. A desktop browser on https or localhost can.',
    failed: 'The screen could not be shown; your camera is back. Another window or tab may work.',
  },
} as const;
